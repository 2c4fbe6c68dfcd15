package dev.kiln.cli.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks the shell, because the JDK cannot report whether stdout alone is a terminal, or its width.
 * It asks again after a resize.
 */
final class PosixTerminal implements Terminal {
  private static final Pattern SIZE = Pattern.compile("\\d+ (\\d+)");
  private static final int USUAL_WIDTH = 80;

  private volatile boolean known;
  private volatile OptionalInt columns = OptionalInt.empty();

  @Override
  public OptionalInt columns() {
    if (!known) {
      known = true;
      columns = measure();
      if (columns.isPresent()) {
        // Never closed: a process has only one terminal.
        new SignalInterrupts("WINCH").watch(() -> columns = measure());
      }
    }
    return columns;
  }

  /** Both stdin and stdout must be a terminal: piped input is not an answer to this question. */
  @Override
  public Optional<String> ask(String question) {
    return shell(
        "[ -t 0 ] && [ -t 1 ] && printf '%s ' \"$1\" && { read -r answer || true; } && echo \"$answer\" >&2",
        question);
  }

  private static OptionalInt measure() {
    Optional<String> answer = shell("[ -t 1 ] && { stty size </dev/tty || echo 0 0; } >&2", "");
    if (answer.isEmpty()) {
      return OptionalInt.empty();
    }
    Matcher size = SIZE.matcher(answer.get());
    int width = size.find() ? Integer.parseInt(size.group(1)) : 0;
    return OptionalInt.of(width > 0 ? width : USUAL_WIDTH);
  }

  /** The stderr of a script on this terminal; empty if the script fails. */
  private static Optional<String> shell(String script, String argument) {
    try {
      Process process =
          new ProcessBuilder("sh", "-c", script, "sh", argument)
              .redirectInput(ProcessBuilder.Redirect.INHERIT)
              .redirectOutput(ProcessBuilder.Redirect.INHERIT)
              .start();
      try (InputStream answer = process.getErrorStream()) {
        String text = new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? Optional.of(text.strip()) : Optional.empty();
      }
    } catch (IOException noShell) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
