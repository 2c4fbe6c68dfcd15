package dev.kiln.cli.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks {@code stty}: the JDK knows neither whether stdout alone is a terminal nor how wide it is.
 * Asked again after the terminal was resized.
 */
final class PosixTerminal implements Terminal {
  private static final Pattern SIZE = Pattern.compile("\\d+ (\\d+)\\s*");
  private static final int USUAL_WIDTH = 80;

  private volatile boolean known;
  private volatile OptionalInt columns = OptionalInt.empty();

  @Override
  public OptionalInt columns() {
    if (!known) {
      known = true;
      columns = ask();
      if (columns.isPresent()) {
        // Held for the life of the process: it has but one terminal.
        new SignalInterrupts("WINCH").watch(() -> columns = ask());
      }
    }
    return columns;
  }

  private static OptionalInt ask() {
    try {
      Process process =
          new ProcessBuilder("sh", "-c", "[ -t 1 ] && { stty size </dev/tty || echo 0 0; } >&2")
              .redirectInput(ProcessBuilder.Redirect.INHERIT)
              .redirectOutput(ProcessBuilder.Redirect.INHERIT)
              .start();
      try (InputStream answer = process.getErrorStream()) {
        String text = new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        Matcher size = SIZE.matcher(text);
        if (process.waitFor() != 0) {
          return OptionalInt.empty();
        }
        int width = size.find() ? Integer.parseInt(size.group(1)) : 0;
        return OptionalInt.of(width > 0 ? width : USUAL_WIDTH);
      }
    } catch (IOException noShell) {
      return OptionalInt.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return OptionalInt.empty();
    }
  }
}
