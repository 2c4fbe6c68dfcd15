package dev.kiln.cli.docs;

import dev.kiln.cli.KilnRun;
import dev.kiln.cli.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The commands of blocks that only illustrate: they do not run, but Kiln must know them. */
final class Commands {
  private static final Pattern KILN = Pattern.compile("(?m)(?:^|&& )(?:\\./)?kiln ([^#|>&\n]*)");

  private Commands() {}

  /** Kiln's command lines in a block. */
  static List<String> ofKiln(List<String> block) {
    return KILN.matcher(String.join("\n", block).replace("\\\n", " "))
        .results()
        .map(command -> command.group(1).strip())
        .toList();
  }

  /** What Kiln objects to in a command, option or argument. */
  static Optional<String> problem(String command, Path folder) {
    List<String> words = new ArrayList<>(Reader.words(command));
    words.add("--help");
    Result result = new KilnRun(folder).run(words.toArray(String[]::new));
    return result.exitCode() == 0
        ? Optional.empty()
        : Optional.of("kiln " + command + ": " + result.err());
  }
}
