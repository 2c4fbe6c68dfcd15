package dev.kiln.cli.console;

import dev.kiln.cli.terminal.Interrupts;
import dev.kiln.cli.terminal.Terminal;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * The machine as a command line sees it, so that a test can replace it.
 *
 * @param environment read nowhere else
 * @param workingDirectory what relative paths are relative to
 * @param userHome holds {@code .kiln} unless {@code KILN_HOME} says otherwise
 * @param installation Kiln's own directory, with the templates that come with it
 * @param terminal what {@code out} is connected to
 * @param interrupts calls back when the user presses Ctrl-C
 * @param clock for ages and elapsed times
 */
public record Console(
    PrintStream out,
    PrintStream err,
    Map<String, String> environment,
    Path workingDirectory,
    Path userHome,
    Optional<Path> installation,
    Terminal terminal,
    Interrupts interrupts,
    Clock clock) {

  public Console {
    environment = Map.copyOf(environment);
  }

  /** The console of this process. */
  public static Console ofProcess() {
    return new Console(
        new PrintStream(System.out, true, StandardCharsets.UTF_8),
        new PrintStream(System.err, true, StandardCharsets.UTF_8),
        System.getenv(),
        Path.of("").toAbsolutePath(),
        Path.of(System.getProperty("user.home")),
        Optional.ofNullable(System.getProperty("kiln.directory")).map(Path::of),
        Terminal.ofProcess(),
        Interrupts.ofProcess(),
        Clock.systemUTC());
  }

  /** A variable that is set and not empty. */
  public Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  /** Kiln's home for data that outlives a run: images of the local cloud, installed templates. */
  public Path kilnHome() {
    return variable("KILN_HOME")
        .map(home -> workingDirectory.resolve(home).normalize())
        .orElseGet(() -> userHome.resolve(".kiln"));
  }
}
