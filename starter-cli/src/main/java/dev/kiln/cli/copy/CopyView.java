package dev.kiln.cli.copy;

import dev.kiln.cli.Invocation;
import dev.kiln.cli.follow.CopySnapshot;
import dev.kiln.cli.follow.RegionNarration;
import dev.kiln.cli.terminal.LiveRegion;
import dev.kiln.cli.text.Style;
import dev.kiln.workflows.copy.RegionReport;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Shows copies on their way: a bar for each in a terminal, a line for each step elsewhere. */
final class CopyView implements AutoCloseable {
  private static final int BAR = 20;

  private final Optional<PrintStream> out;
  private final Optional<LiveRegion> live;
  private final Style style;
  private final RegionNarration narration;

  private CopyView(Optional<PrintStream> out, Optional<LiveRegion> live, Style style) {
    this.out = out;
    this.live = live;
    this.style = style;
    this.narration = new RegionNarration(style, false);
  }

  /** Where stdout holds one document, progress stands beside it, if it is asked for at all. */
  static CopyView of(Invocation invocation) {
    if (invocation.options().json()) {
      Optional<PrintStream> beside =
          Optional.of(invocation.console().err()).filter(err -> invocation.options().verbose());
      return new CopyView(beside, Optional.empty(), Style.PLAIN);
    }
    PrintStream out = invocation.console().out();
    return invocation.liveTerminal()
        ? new CopyView(
            Optional.empty(),
            Optional.of(new LiveRegion(out, invocation.console().terminal())),
            invocation.style())
        : new CopyView(Optional.of(out), Optional.empty(), Style.PLAIN);
  }

  void say(List<String> lines) {
    out.ifPresent(to -> lines.forEach(to::println));
    live.ifPresent(region -> region.print(lines));
  }

  void show(CopySnapshot snapshot) {
    say(narration.news(snapshot.regions()));
    live.ifPresent(region -> region.draw(bars(snapshot)));
  }

  private List<String> bars(CopySnapshot snapshot) {
    List<String> lines = new ArrayList<>();
    for (RegionReport region : snapshot.regions()) {
      if (region.state().isUnderWay()) {
        OptionalInt percent = snapshot.percent(region);
        String said =
            percent.isPresent()
                ? percent.getAsInt() + "%"
                : snapshot.said(region).orElse("beginning");
        lines.add(
            "  %-16s %s %s"
                .formatted(
                    region.region(),
                    bar(percent.orElse(0)),
                    region.state() == RegionReport.State.WAITING ? "waiting for its turn" : said));
      }
    }
    return lines;
  }

  private String bar(int percent) {
    int full = BAR * percent / 100;
    return style.symbols()
        ? "█".repeat(full) + "░".repeat(BAR - full)
        : "[" + "#".repeat(full) + ".".repeat(BAR - full) + "]";
  }

  @Override
  public void close() {
    live.ifPresent(LiveRegion::close);
  }
}
