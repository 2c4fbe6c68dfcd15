package dev.kiln.model.source;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The line of a problem with carets under the place, as compilers show it. Takes any position, also
 * one outside the text.
 */
final class Excerpt {
  /** A longer line is cut around the place. */
  static final int WIDEST = 100;

  /** How much of a cut line stays before the place. */
  private static final int BEFORE = 40;

  private static final String CUT = "...";
  private static final int TAB = 4;

  private final int[] line;
  private final int start;
  private final int end;

  private Excerpt(int[] line, int column) {
    this.line = line;
    this.start = Math.max(0, Math.min(column - 1, line.length));
    this.end = new Token(line, start).end();
  }

  /** Two lines; none if there is no such line in the text, or nothing on it. */
  static List<String> of(Position at) {
    String text = at.source().text();
    String[] lines = text.split("\r\n|\n|\r", -1);
    if (at.line() < 1 || at.line() > lines.length || lines[at.line() - 1].isBlank()) {
      return List.of();
    }
    // SnakeYAML does not count a byte order mark as a column.
    int[] line = lines[at.line() - 1].codePoints().filter(c -> c != 0xFEFF).toArray();
    return new Excerpt(line, at.column()).shown(String.valueOf(at.line()));
  }

  private List<String> shown(String number) {
    boolean whole = width(0, line.length) <= WIDEST;
    int from = whole ? 0 : backwards(start, BEFORE);
    int to = whole ? line.length : forwards(from, WIDEST);
    String before = from > 0 ? CUT : "";
    String after = to < line.length ? CUT : "";
    String gutter = "  " + " ".repeat(number.length()) + " | ";
    int indent = before.length() + width(from, start);
    int carets = Math.max(1, width(start, Math.min(end, to)));
    return List.of(
        ("  " + number + " | " + before + text(from, to) + after).stripTrailing(),
        gutter + " ".repeat(indent) + "^".repeat(carets));
  }

  /** The first character of a piece that ends here and is no wider. */
  private int backwards(int here, int widest) {
    int from = here;
    while (from > 0 && width(from - 1, here) <= widest) {
      from--;
    }
    return from;
  }

  /** The end of a piece that begins here and is no wider. */
  private int forwards(int here, int widest) {
    int to = here;
    while (to < line.length && width(here, to + 1) <= widest) {
      to++;
    }
    return to;
  }

  private String text(int from, int to) {
    StringBuilder text = new StringBuilder();
    IntStream.range(from, to).forEach(i -> text.append(shown(line[i])));
    return text.toString();
  }

  private int width(int from, int to) {
    return IntStream.range(from, to).map(i -> columns(line[i])).sum();
  }

  private static String shown(int character) {
    return character == '\t' ? " ".repeat(TAB) : Printable.of(character);
  }

  /** How many columns of a terminal a character fills. */
  private static int columns(int character) {
    int type = Character.getType(character);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    String shown = shown(character);
    return shown.codePointCount(0, shown.length()) == 1 && isWide(character) ? 2 : shown.length();
  }

  private static boolean isWide(int character) {
    return switch (Character.UnicodeScript.of(character)) {
      case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO, YI -> true;
      default ->
          (character >= 0xFF01 && character <= 0xFF60)
              || (character >= 0x3001 && character <= 0x303E)
              || (character >= 0x1F300 && character <= 0x1FAFF);
    };
  }
}
