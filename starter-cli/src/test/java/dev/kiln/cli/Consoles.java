package dev.kiln.cli;

import dev.kiln.cli.console.Console;
import dev.kiln.cli.terminal.Terminal;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Consoles for what is made before a command runs. */
public final class Consoles {
  private Consoles() {}

  /** A silent one on an empty machine. */
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
