package dev.kiln.cli.terminal;

import java.io.PrintStream;
import java.util.List;

/**
 * A few lines at the bottom of a terminal that are redrawn in place, with ordinary output scrolling
 * above them. The cursor is hidden while the region is open; closing it, or the end of the process,
 * shows the cursor again.
 */
public final class LiveRegion implements AutoCloseable {
  private static final String HIDE_CURSOR = "\u001b[?25l";
  private static final String SHOW_CURSOR = "\u001b[?25h";
  private static final String CLEAR_TO_END = "\u001b[J";
  private static final int USUAL_WIDTH = 80;

  private final PrintStream out;
  private final Terminal terminal;
  private final Thread restore;
  private int drawn;
  private boolean closed;

  /** Opens a region below the terminal's content. */
  public LiveRegion(PrintStream out, Terminal terminal) {
    this.out = out;
    this.terminal = terminal;
    this.restore = new Thread(() -> write(SHOW_CURSOR), "show-cursor");
    Runtime.getRuntime().addShutdownHook(restore);
    write(HIDE_CURSOR);
  }

  /** Prints lines above the region. */
  public void print(List<String> lines) {
    if (!lines.isEmpty()) {
      write(erase() + String.join("\n", lines) + "\n");
    }
  }

  /** Redraws the region. */
  public void draw(List<String> lines) {
    StringBuilder text = new StringBuilder(erase());
    int width = terminal.columns().orElse(USUAL_WIDTH);
    for (String line : lines) {
      text.append(fitted(line, width)).append('\n');
    }
    drawn = lines.size();
    write(text.toString());
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      write(erase() + SHOW_CURSOR);
      forgetHook();
    }
  }

  private void forgetHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(restore);
    } catch (IllegalStateException endingAnyway) {
      return; // the hook is running or has run
    }
  }

  private String erase() {
    String sequence = drawn == 0 ? "" : "\u001b[" + drawn + "F" + CLEAR_TO_END;
    drawn = 0;
    return sequence;
  }

  /** A line that wrapped would take two rows, and the region would creep down the screen. */
  private static String fitted(String line, int width) {
    int room = Math.max(1, width - 1);
    return line.codePointCount(0, line.length()) <= room
        ? line
        : line.substring(0, line.offsetByCodePoints(0, room - 1)) + "…";
  }

  private void write(String text) {
    out.print(text);
    out.flush();
  }
}
