package dev.kiln.cli;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.connect.ConfiguredConnector;
import dev.kiln.cli.connect.Connector;
import dev.kiln.cli.console.Console;
import dev.kiln.cli.console.ExitCode;
import dev.kiln.cli.embedded.EmbeddedConnector;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** Runs one command line. */
public final class Kiln {
  private final Connector connector;

  public Kiln(Connector connector) {
    this.connector = connector;
  }

  /** The process; {@link #run} does everything but exit. */
  public static void main(String[] arguments) {
    Console console = Console.ofProcess();
    Connector connector = new ConfiguredConnector(console, new EmbeddedConnector(console));
    System.exit(new Kiln(connector).run(List.of(arguments), console));
  }

  /** Runs a command, prints its errors to stderr and returns its exit code. */
  public int run(List<String> arguments, Console console) {
    if (arguments.equals(List.of("--version")) || arguments.equals(List.of("-V"))) {
      console.out().println("kiln " + version());
      return ExitCode.OK;
    }
    List<String> words = asOptions(arguments);
    CommandLine line =
        CommandTree.forArguments(words, root -> new Invocation(console, root.options, connector));
    Failures failures = new Failures(console);
    line.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8))
        .setParameterExceptionHandler((problem, given) -> failures.usage(problem))
        .setExecutionExceptionHandler(
            (problem, command, parsed) ->
                failures.failed(problem, ((KilnCommand) line.getCommand()).options.verbose()));
    if (words.isEmpty()) {
      line.usage(line.getErr());
      return ExitCode.USAGE;
    }
    return line.execute(words.toArray(String[]::new));
  }

  /** {@code help ami build} means {@code ami build --help}. */
  private static List<String> asOptions(List<String> arguments) {
    if (arguments.isEmpty() || !arguments.get(0).equals("help")) {
      return arguments;
    }
    List<String> words = new ArrayList<>(arguments.subList(1, arguments.size()));
    words.add("--help");
    return words;
  }

  private static String version() {
    try (InputStream text = Kiln.class.getResourceAsStream("version.txt")) {
      return text == null
          ? "unknown"
          : new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException unreadable) {
      return "unknown";
    }
  }
}
