package dev.kiln.cli.docs;

import java.util.List;
import java.util.regex.Pattern;

/** The commands of blocks that only illustrate: they do not run, but Kiln must know them. */
final class Commands {
  private static final Pattern KILN = Pattern.compile("(?m)(?:^|&& )(?:\\./)?kiln ([^#|>&\n]*)");

  private Commands() {}

  /** The words of each of Kiln's command lines in a block. */
  static List<List<String>> ofKiln(List<String> block) {
    return KILN.matcher(String.join("\n", block).replace("\\\n", " "))
        .results()
        .map(command -> Reader.words(command.group(1)))
        .toList();
  }
}
