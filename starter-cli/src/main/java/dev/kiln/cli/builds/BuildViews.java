package dev.kiln.cli.builds;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.follow.BuildView;
import dev.kiln.cli.follow.LiveView;
import dev.kiln.cli.follow.PlainView;
import dev.kiln.cli.terminal.LiveRegion;
import java.time.Clock;

/** Chooses how a build is shown. */
final class BuildViews {
  private BuildViews() {}

  static BuildView of(Invocation invocation) {
    Clock clock = invocation.console().clock();
    if (invocation.options().json()) {
      return invocation.options().verbose()
          ? new PlainView(invocation.console().err(), clock)
          : BuildView.silent();
    }
    return invocation.liveTerminal()
        ? new LiveView(
            new LiveRegion(invocation.console().out(), invocation.console().terminal()),
            invocation.style(),
            clock)
        : new PlainView(invocation.console().out(), clock);
  }
}
