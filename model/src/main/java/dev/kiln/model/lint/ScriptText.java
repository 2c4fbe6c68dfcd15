package dev.kiln.model.lint;

import dev.kiln.model.source.Position;
import dev.kiln.model.yaml.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A shell script cut into commands. It is not a bash parser: it recognizes continued lines,
 * comments and here-documents, so that the rules do not complain about prose.
 */
final class ScriptText {
  private static final Pattern HEREDOC =
      Pattern.compile("(?<!<)<<(-?)\\s*([\"']?)([A-Za-z_]\\w*)\\2");
  private static final Pattern COMMENT = Pattern.compile("(^|\\s)#.*$");

  /** No one types a longer command, and the rules would be slow on it. */
  private static final int MAX_COMMAND = 4096;

  private final Value.Scalar scalar;
  private final List<Command> commands = new ArrayList<>();
  private final List<Heredoc> broken = new ArrayList<>();

  ScriptText(Value.Scalar scalar) {
    this.scalar = scalar;
    cut();
  }

  /**
   * A command on one line or on several continued lines.
   *
   * @param offset where it begins in the script
   * @param text continuations joined, comments removed
   */
  record Command(int offset, String text) {}

  /**
   * A here-document that does not end.
   *
   * @param word what should end it
   * @param indentedEnd where that word appears indented, if it does
   */
  record Heredoc(int offset, String word, Optional<Integer> indentedEnd) {}

  List<Command> commands() {
    return commands;
  }

  List<Heredoc> unterminated() {
    return broken;
  }

  String text() {
    return scalar.text();
  }

  Position at(int offset) {
    return scalar.at(Math.min(offset, scalar.text().length()));
  }

  private void cut() {
    String text = scalar.text();
    int offset = 0;
    while (offset < text.length()) {
      int start = offset;
      StringBuilder joined = new StringBuilder();
      boolean continued = true;
      while (continued && offset < text.length()) {
        int end = endOfLine(offset);
        String line = text.substring(offset, end);
        continued = line.endsWith("\\") && !line.stripLeading().startsWith("#");
        joined.append(continued ? line.substring(0, line.length() - 1) + " " : line);
        offset = end + 1;
      }
      String code = COMMENT.matcher(joined).replaceAll("");
      if (!code.isBlank()) {
        commands.add(new Command(start, code.substring(0, Math.min(code.length(), MAX_COMMAND))));
      }
      offset = skipHeredocs(code, start, offset);
    }
  }

  private int endOfLine(int offset) {
    int end = scalar.text().indexOf('\n', offset);
    return end < 0 ? scalar.text().length() : end;
  }

  private int skipHeredocs(String code, int commandOffset, int from) {
    int offset = from;
    Matcher heredoc = HEREDOC.matcher(code);
    while (heredoc.find()) {
      offset = skip(heredoc.group(3), !heredoc.group(1).isEmpty(), commandOffset, offset);
    }
    return offset;
  }

  /** The offset after the line that ends the here-document, or its beginning if no line does. */
  private int skip(String word, boolean tabsAllowed, int commandOffset, int from) {
    Optional<Integer> indented = Optional.empty();
    for (int offset = from; offset < scalar.text().length(); offset = endOfLine(offset) + 1) {
      String line = scalar.text().substring(offset, endOfLine(offset));
      String seen = tabsAllowed ? line.replaceFirst("^\t+", "") : line;
      if (seen.equals(word)) {
        return endOfLine(offset) + 1;
      }
      if (line.strip().equals(word) && indented.isEmpty()) {
        indented = Optional.of(offset);
      }
    }
    broken.add(new Heredoc(commandOffset, word, indented));
    return indented.map(offset -> endOfLine(offset) + 1).orElse(scalar.text().length());
  }
}
