package dev.kiln.cli.follow;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.console.Console;
import dev.kiln.cli.terminal.LiveRegion;
import dev.kiln.cli.terminal.Terminal;
import dev.kiln.cli.text.HumanText;
import dev.kiln.cli.text.Style;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Shows running work. In a terminal it prints events and redraws a few lines below them with the
 * running steps; elsewhere it prints a line for each event, or nothing.
 */
final class View<P> implements AutoCloseable {
  private static final String[] SPINNER = {"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"};
  private static final String[] PLAIN_SPINNER = {"|", "/", "-", "\\"};
  private static final Duration LIVE_PACE = Duration.ofMillis(120);

  /** Shorter work gets no live lines. */
  private static final Duration WORTH_DRAWING = Duration.ofMillis(300);

  private static final Duration PACE = Duration.ofMillis(250);

  private final Narration<P> narration;
  private final Style style;
  private final Optional<PrintStream> out;
  private final Optional<Terminal> terminal;
  private Optional<LiveRegion> region = Optional.empty();
  private Optional<P> latest = Optional.empty();
  private String hint;
  private int ticks;

  private View(
      Narration<P> narration,
      Style style,
      Optional<PrintStream> out,
      Optional<Terminal> terminal,
      String noun) {
    this.narration = narration;
    this.style = style;
    this.out = out;
    this.terminal = terminal;
    this.hint = "Ctrl-C cancels the " + noun;
  }

  /**
   * Chooses how to show work. With JSON on stdout, progress goes to stderr, and only with {@code
   * --verbose}.
   *
   * @param noun the word for the work
   * @param quiet whether to show nothing
   */
  static <P> View<P> of(
      Invocation invocation, Display<?, P, ?> display, String noun, boolean quiet) {
    Console console = invocation.console();
    boolean live = invocation.liveTerminal() && !quiet;
    boolean json = invocation.options().json();
    Optional<PrintStream> out =
        Optional.of(json ? console.err() : console.out())
            .filter(stream -> !quiet && (!json || invocation.options().verbose()));
    return new View<>(
        display.narration(live),
        live ? invocation.style() : Style.PLAIN,
        out,
        Optional.of(console.terminal()).filter(terminal -> live),
        noun);
  }

  /** Prints a line that is not progress. */
  void say(List<String> lines) {
    if (region.isPresent()) {
      region.get().print(lines);
    } else {
      out.ifPresent(to -> lines.forEach(to::println));
    }
  }

  /** Shows new progress and never repeats a line. */
  void show(P progress) {
    latest = Optional.of(progress);
    if (out.isPresent()) {
      say(narration.news(progress));
    }
  }

  /** Redraws the elapsed time. */
  void tick(Duration elapsed) {
    if (terminal.isEmpty() || out.isEmpty() || elapsed.compareTo(WORTH_DRAWING) < 0) {
      return;
    }
    if (region.isEmpty()) {
      region = Optional.of(new LiveRegion(out.get(), terminal.get()));
    }
    region.get().draw(footer(elapsed));
  }

  private List<String> footer(Duration elapsed) {
    String[] frames = style.symbols() ? SPINNER : PLAIN_SPINNER;
    String spinner = frames[ticks++ % frames.length];
    List<String> lines =
        new ArrayList<>(
            latest
                .map(progress -> narration.underWay(progress, spinner))
                .orElse(List.of(spinner + " waiting for the first answer")));
    lines.add("  " + HumanText.duration(elapsed) + " elapsed; " + hint);
    return lines;
  }

  /** The user has pressed Ctrl-C. */
  void cancelling(String line) {
    hint = "press Ctrl-C again to exit without waiting";
    say(List.of(line));
  }

  Style style() {
    return style;
  }

  /** How long to wait between two ticks. */
  Duration pace() {
    return terminal.isPresent() ? LIVE_PACE : PACE;
  }

  @Override
  public void close() {
    region.ifPresent(LiveRegion::close);
  }
}
