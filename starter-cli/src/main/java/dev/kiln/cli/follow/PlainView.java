package dev.kiln.cli.follow;

import dev.kiln.cli.builds.BuildNarration;
import dev.kiln.cli.progress.BuildSnapshot;
import dev.kiln.cli.text.Style;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;

/** Writes one line for each thing that happens, for files, pipes and simple terminals. */
public final class PlainView implements BuildView {
  private final PrintStream out;
  private final BuildNarration narration;

  public PlainView(PrintStream out, Clock clock) {
    this.out = out;
    this.narration = new BuildNarration(Style.PLAIN, clock, true);
  }

  @Override
  public void show(BuildSnapshot snapshot) {
    narration.news(snapshot).forEach(out::println);
  }

  @Override
  public void tick(Duration elapsed) {}

  @Override
  public void say(String line) {
    out.println(line);
  }

  @Override
  public void cancelling() {
    say(CANCELLING);
  }

  @Override
  public Duration pace() {
    return Duration.ofMillis(250);
  }

  @Override
  public void close() {}
}
