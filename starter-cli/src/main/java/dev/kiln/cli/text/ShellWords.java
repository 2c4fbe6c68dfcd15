package dev.kiln.cli.text;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Words as a shell reads them: AMI names may have blanks, brackets and quotes in them. */
public final class ShellWords {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9@%+=:,./_-]+");

  private ShellWords() {}

  /** The words in one line, quoted where they must be. */
  public static String join(List<String> words) {
    return words.stream().map(ShellWords::word).collect(Collectors.joining(" "));
  }

  private static String word(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
