package dev.kiln.cli;

import dev.kiln.cli.console.Console;
import dev.kiln.cli.terminal.Terminal;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Consoles for objects that exist before a command runs. */
public final class Consoles {
  private Consoles() {}

  /** A silent console on an empty machine. */
  public static Console at(Path folder, Map<String, String> environment) {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    return new Console(
        nowhere,
        nowhere,
        environment,
        folder,
        folder.resolve("home"),
        Optional.empty(),
        Terminal.none(),
        action -> () -> {},
        Clock.systemUTC());
  }
}
