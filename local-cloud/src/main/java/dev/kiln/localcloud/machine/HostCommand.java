package dev.kiln.localcloud.machine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A program of this computer, run to its end. Attributes that the overlay keeps, files of foreign
 * owners and device nodes are beyond Java's file API; {@code tar}, {@code find} and {@code cp} know
 * them all.
 */
final class HostCommand {
  private static final List<String> DIRECTORIES =
      List.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin");

  /** Where the programs of this computer are, whatever the caller's own path says. */
  static final String PATH = String.join(":", DIRECTORIES);

  private HostCommand() {}

  /** Reads a program's standard output. */
  interface Reader<T> {
    T read(InputStream output) throws IOException;
  }

  /** Whether this computer has the program. */
  static boolean exists(String program) {
    return DIRECTORIES.stream()
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }

  /** A process of {@code command} in a clean environment. */
  static ProcessBuilder process(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(Map.of("PATH", PATH, "LC_ALL", "C"));
    return builder;
  }

  /**
   * Runs {@code command}; an exit code other than 0 is an error with the program's error output.
   */
  static void run(List<String> command) throws IOException {
    read(command, output -> output.transferTo(OutputStream.nullOutputStream()));
  }

  /** Runs {@code command} and gives its output to {@code reader}. */
  static <T> T read(List<String> command, Reader<T> reader) throws IOException {
    Process process = process(command).redirectInput(ProcessBuilder.Redirect.PIPE).start();
    process.getOutputStream().close();
    ErrorOutput errors = ErrorOutput.of(process);
    try (InputStream output = process.getInputStream()) {
      T result = reader.read(output);
      int code = process.waitFor();
      if (code != 0) {
        throw new IOException(
            "cannot run '%s': it ended with exit code %d: %s"
                .formatted(command.get(0), code, errors.text()));
      }
      return result;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("cannot finish '" + command.get(0) + "': interrupted; try again", e);
    } finally {
      process.destroyForcibly();
    }
  }

  /** The standard error of a process, read beside its output so that neither blocks the other. */
  private static final class ErrorOutput implements Runnable {
    private static final int KEPT = 4000;

    private final InputStream stream;
    private final Thread thread;
    private volatile String text = "";

    private ErrorOutput(InputStream stream) {
      this.stream = stream;
      this.thread = new Thread(this, "host-command-errors");
      thread.setDaemon(true);
    }

    static ErrorOutput of(Process process) {
      ErrorOutput errors = new ErrorOutput(process.getErrorStream());
      errors.thread.start();
      return errors;
    }

    @Override
    public void run() {
      try (stream) {
        text = new String(stream.readNBytes(KEPT), StandardCharsets.UTF_8).strip();
        stream.transferTo(OutputStream.nullOutputStream());
      } catch (IOException e) {
        text = "its error output could not be read: " + e.getMessage();
      }
    }

    String text() throws InterruptedException {
      thread.join();
      return text;
    }
  }
}
