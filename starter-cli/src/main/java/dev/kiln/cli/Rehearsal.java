package dev.kiln.cli;

import dev.kiln.cli.console.Console;
import dev.kiln.cli.console.ExitCode;
import dev.kiln.cli.embedded.EmbeddedConnector;
import java.util.List;

/**
 * Runs the commands whose start should be fast, in one process, while the JVM records the classes
 * they load. Part of the build; see {@code archive.sh}.
 */
final class Rehearsal {
  private Rehearsal() {}

  /** The only argument is the directory of the shipped templates. */
  public static void main(String[] arguments) {
    String template = arguments[0] + "/hello.yaml";
    Console console = Console.ofProcess();
    Kiln kiln = new Kiln(new EmbeddedConnector(console));
    List<List<String>> commands =
        List.of(
            List.of("--version"),
            List.of("--help"),
            List.of("ami", "build", "-t", template, "--name", "rehearsal"),
            List.of("ami", "build", "-t", template, "--name", "rehearsal"),
            List.of("ami", "list"));
    for (List<String> command : commands) {
      int exitCode = kiln.run(command, console);
      if (exitCode != ExitCode.OK) {
        System.exit(exitCode);
      }
    }
    System.exit(ExitCode.OK);
  }
}
