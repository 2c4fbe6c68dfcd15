package dev.kiln.cli.docs;

import dev.kiln.cli.Kiln;
import dev.kiln.cli.console.Console;
import dev.kiln.cli.embedded.EmbeddedConnector;
import dev.kiln.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody who types the commands of a page in a clone of the repository, with nothing set up. */
final class Reader {
  private static final Pattern KILN =
      Pattern.compile("(?:(\\w+)=(\\S*) )?(?:\\./)?kiln (.*)", Pattern.DOTALL);

  private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

  /** Says that a step has begun; a step that ends at once is not seen to. */
  private static final Pattern BEGINNING = Pattern.compile(" .*\\.\\.\\.");

  private final Path clone;
  private final Path home;

  Reader(Path clone, Path home) {
    this.clone = clone;
    this.home = home;
  }

  /** Runs a command and returns the lines that a terminal would show. */
  List<String> types(String command) throws IOException, InterruptedException {
    Matcher kiln = KILN.matcher(command);
    return (kiln.matches() ? runKiln(words(kiln.group(3)), variable(kiln)) : runShell(command))
        .replace(home.toString(), "~")
        .replace(clone + "/", "")
        .stripTrailing()
        .lines()
        .filter(line -> !BEGINNING.matcher(line).matches())
        .toList();
  }

  private static Map<String, String> variable(MatchResult command) {
    return command.group(1) == null ? Map.of() : Map.of(command.group(1), command.group(2));
  }

  /** Puts a file that a page shows into the working directory. */
  void saves(String file, List<String> lines) throws IOException {
    Files.write(clone.resolve(file), lines);
  }

  private String runKiln(List<String> arguments, Map<String, String> environment) {
    ByteArrayOutputStream screen = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(screen, true, StandardCharsets.UTF_8);
    Console console =
        new Console(
            stream,
            stream,
            environment,
            clone,
            home,
            Optional.of(clone),
            Terminal.none(),
            action -> () -> {},
            Clock.systemUTC());
    new Kiln(new EmbeddedConnector(console)).run(arguments, console);
    return screen.toString(StandardCharsets.UTF_8);
  }

  private String runShell(String command) throws IOException, InterruptedException {
    Process shell =
        new ProcessBuilder("sh", "-c", command)
            .directory(clone.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exitCode = shell.waitFor();
    return exitCode == 0 ? output : output + "exit code " + exitCode + "\n";
  }

  static List<String> words(String command) {
    return WORD.matcher(command).results().map(Reader::unquoted).toList();
  }

  private static String unquoted(MatchResult word) {
    return word.group(1) != null
        ? word.group(1)
        : word.group(2) != null ? word.group(2) : word.group(3);
  }
}
