package dev.kiln.cli;

import dev.kiln.cli.connect.Connector;
import dev.kiln.cli.console.CliFailure;
import dev.kiln.cli.console.Console;
import dev.kiln.cli.terminal.Interrupts;
import dev.kiln.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Runs command lines as a user would, on a machine that the test defines. */
public final class KilnRun {
  /** The time of every run. */
  public static final Instant NOW = Instant.parse("2026-01-03T12:00:00Z");

  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private Connector connector =
      options -> {
        throw new CliFailure("cannot connect: this run must not need Temporal");
      };
  private Terminal terminal = Terminal.none();
  private Interrupts interrupts = action -> () -> {};

  /** On an empty machine whose working directory is {@code folder}. */
  public KilnRun(Path folder) {
    this.folder = folder;
  }

  public KilnRun connectedTo(Connector connector) {
    this.connector = connector;
    return this;
  }

  public KilnRun with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  public KilnRun onTerminal(int columns) {
    return onTerminal(columns, Optional.empty());
  }

  /** A terminal whose user answers every question with the same word. */
  public KilnRun answering(String answer) {
    return onTerminal(80, Optional.of(answer));
  }

  private KilnRun onTerminal(int columns, Optional<String> answer) {
    terminal =
        new Terminal() {
          @Override
          public OptionalInt columns() {
            return OptionalInt.of(columns);
          }

          @Override
          public Optional<String> ask(String question) {
            return answer;
          }
        };
    return with("TERM", "xterm-256color").with("LANG", "C.UTF-8");
  }

  public KilnRun interruptedBy(Interrupts interrupts) {
    this.interrupts = interrupts;
    return this;
  }

  /** Writes a file to the working directory. */
  public KilnRun file(String name, String text) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs one command line. */
  public Result run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            environment,
            folder,
            folder.resolve("home"),
            Optional.of(folder.resolve("installation")),
            terminal,
            interrupts,
            Clock.fixed(NOW, ZoneOffset.UTC));
    int exitCode = new Kiln(connector).run(List.of(arguments), console);
    return new Result(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
