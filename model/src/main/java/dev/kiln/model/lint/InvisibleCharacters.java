package dev.kiln.model.lint;

import dev.kiln.model.source.Diagnostic;
import dev.kiln.model.source.Position;
import dev.kiln.model.source.TemplateSource;
import dev.kiln.model.yaml.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds characters that nobody sees: they turn the direction of a text or hide in a word, so that a
 * reviewer reads something other than what runs. They count in comments too, and as the escapes of
 * a double-quoted text; in a script an escape is only a text for its commands.
 */
final class InvisibleCharacters {
  private static final int BYTE_ORDER_MARK = 0xFEFF;

  /** They join and part letters of some scripts and the parts of an emoji. */
  private static final int NON_JOINER = 0x200C;

  private static final int JOINER = 0x200D;

  /** An anchor or a tag may stand before a quoted text. */
  private static final Pattern QUOTE = Pattern.compile("(?:[&!]\\S*\\s+)*\"");

  private static final Pattern ESCAPE =
      Pattern.compile(
          "\\\\(?:x(?<two>[0-9a-fA-F]{2})|u(?<four>[0-9a-fA-F]{4})|U(?<eight>[0-9a-fA-F]{8})"
              + "|(?<letter>[LP])|.)|(?<end>\")",
          Pattern.DOTALL);

  private final TemplateSource source;
  private final List<Integer> lineStarts = new ArrayList<>(List.of(0));
  private final List<Diagnostic> found = new ArrayList<>();

  private InvisibleCharacters(TemplateSource source) {
    this.source = source;
    String text = source.text();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'))) {
        lineStarts.add(i + 1);
      }
    }
  }

  /** All of them, as written and as escapes. */
  static List<Diagnostic> in(TemplateSource source, Value top) {
    InvisibleCharacters characters = new InvisibleCharacters(source);
    characters.written();
    characters.escaped(top);
    return List.copyOf(characters.found);
  }

  private void written() {
    String text = source.text();
    int line = 1;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      while (line < lineStarts.size() && lineStarts.get(line) <= i) {
        line++;
      }
      int character = text.codePointAt(i);
      boolean startOfFile = i == 0 && character == BYTE_ORDER_MARK;
      if (character >= 0x80 && isInvisible(character) && !startOfFile && !joins(text, i)) {
        report(character, line, text.codePointCount(lineStarts.get(line - 1), i) + 1);
      }
    }
  }

  private void escaped(Value value) {
    if (value instanceof Value.Scalar scalar) {
      if (scalar.text().codePoints().anyMatch(InvisibleCharacters::isInvisible)) {
        quoted(scalar.at());
      }
    } else if (value instanceof Value.Items items) {
      items.values().forEach(this::escaped);
    } else if (value instanceof Value.Fields fields) {
      for (Value.Field field : fields.fields()) {
        if (field.key().codePoints().anyMatch(InvisibleCharacters::isInvisible)) {
          quoted(field.at());
        }
        escaped(field.value());
      }
    }
  }

  /** Looks through the escapes of the double-quoted text that begins here, if one does. */
  private void quoted(Position at) {
    if (at.line() > lineStarts.size()) {
      return; // YAML also ends lines at characters that no editor counts
    }
    String text = source.text();
    int start = text.offsetByCodePoints(lineStarts.get(at.line() - 1), at.column() - 1);
    if (text.charAt(0) == BYTE_ORDER_MARK && at.line() == 1) {
      start++; // SnakeYAML does not count it as a column
    }
    Matcher quote = QUOTE.matcher(text).region(start, text.length());
    if (!quote.lookingAt()) {
      return;
    }
    Matcher escape = ESCAPE.matcher(text).region(quote.end(), text.length());
    int line = at.line();
    while (escape.find() && escape.group("end") == null) {
      while (line < lineStarts.size() && lineStarts.get(line) <= escape.start()) {
        line++;
      }
      int character = character(escape);
      if (isInvisible(character)) {
        int column = text.codePointCount(lineStarts.get(line - 1), escape.start()) + 1;
        report(character, line, column);
      }
    }
  }

  private static int character(Matcher escape) {
    for (String group : List.of("two", "four", "eight")) {
      String digits = escape.group(group);
      if (digits != null) {
        return Integer.parseUnsignedInt(digits, 16);
      }
    }
    String letter = escape.group("letter");
    return letter == null ? 'a' : letter.equals("L") ? 0x2028 : 0x2029;
  }

  private static boolean isInvisible(int character) {
    return switch (Character.getType(character)) {
      case Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      default ->
          switch (character) {
            case 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0 -> true;
            default -> false;
          };
    };
  }

  /** Whether it stands between two characters of a script or emoji that uses joiners. */
  private static boolean joins(String text, int at) {
    char character = text.charAt(at);
    return (character == JOINER || character == NON_JOINER)
        && at > 0
        && text.codePointBefore(at) >= 0x80
        && at + 1 < text.length()
        && text.codePointAt(at + 1) >= 0x80
        && !isInvisible(text.codePointAt(at + 1));
  }

  private void report(int character, int line, int column) {
    found.add(
        Diagnostic.warning(
            new Position(source, line, column),
            "the character U+%04X (%s) is invisible".formatted(character, name(character)),
            "remove it: the text may look like another than the one that takes effect"));
  }

  private static String name(int character) {
    String name = Character.getName(character);
    return name == null ? "unassigned" : name;
  }
}
