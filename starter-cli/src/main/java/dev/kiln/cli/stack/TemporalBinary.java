package dev.kiln.cli.stack;

import dev.kiln.cli.console.CliFailure;
import dev.kiln.cli.console.Console;
import io.temporal.testing.TemporalDevServer;
import io.temporal.testing.TemporalDevServerOptions;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the {@code temporal} command, which contains the development server and its Web UI. */
public final class TemporalBinary {
  /** The variable that names the command. */
  public static final String VARIABLE = "KILN_TEMPORAL";

  private TemporalBinary() {}

  /**
   * The command that the user named, that is on the PATH, or that an earlier run fetched.
   *
   * @throws CliFailure if the named one does not exist
   */
  public static Optional<Path> find(Optional<Path> option, Console console) {
    Optional<Path> named = option.or(() -> console.variable(VARIABLE).map(Path::of));
    if (named.isPresent()) {
      return Optional.of(requireProgram(named.get(), option.isPresent(), console));
    }
    Stream<Path> onPath =
        console.variable("PATH").stream()
            .flatMap(path -> Arrays.stream(path.split(File.pathSeparator, -1)))
            .map(directory -> Path.of(directory, "temporal"));
    return Stream.concat(onPath, fetched(console.kilnHome()).stream())
        .filter(Files::isExecutable)
        .filter(Files::isRegularFile)
        .findFirst();
  }

  private static Path requireProgram(Path named, boolean byOption, Console console) {
    Path program = console.workingDirectory().resolve(named);
    if (!Files.isRegularFile(program) || !Files.isExecutable(program)) {
      throw new CliFailure(
          "cannot run the Temporal server '%s': it is not an executable file; correct %s"
              .formatted(named, byOption ? "--temporal-binary" : VARIABLE));
    }
    return program;
  }

  /**
   * Downloads the command through Temporal's SDK and keeps it for later runs.
   *
   * @throws CliFailure if that fails
   */
  static Path fetch(Console console) {
    Path directory = console.kilnHome().resolve("bin");
    try {
      Files.createDirectories(directory);
      // The SDK downloads only as part of a start, so this starts a server on any free port.
      TemporalDevServer.start(
              TemporalDevServerOptions.newBuilder()
                  .setDownloadDestination(directory.toString())
                  .build())
          .close();
    } catch (IOException | RuntimeException failed) {
      throw new CliFailure(
          "cannot find a Temporal server: no 'temporal' on the PATH, and the download failed (%s); install the temporal command, or name it with --temporal-binary or %s"
              .formatted(innermost(failed), VARIABLE),
          failed);
    }
    return fetched(console.kilnHome())
        .orElseThrow(
            () ->
                new CliFailure(
                    "cannot find a Temporal server: the SDK downloaded none to '%s'; install the temporal command and name it with --temporal-binary"
                        .formatted(directory)));
  }

  private static Optional<Path> fetched(Path home) {
    Path directory = home.resolve("bin");
    if (!Files.isDirectory(directory)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(Files::isRegularFile).filter(Files::isExecutable).findFirst();
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read '" + directory + "'", unreadable);
    }
  }

  private static String innermost(Throwable failed) {
    Throwable cause = failed;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getClass().getSimpleName() + ": " + cause.getMessage();
  }
}
