package dev.kiln.model.source;

/** The piece of a YAML line that begins at a place: a word, a quoted text or a placeholder. */
final class Token {
  private static final String BRACKETS = "[]{},";
  private static final String SIGNS = "|>-";

  private final int[] line;
  private final int start;

  /** Takes the line in code points. */
  Token(int[] line, int start) {
    this.line = line;
    this.start = start;
  }

  /** Where it ends; the place itself if nothing begins there. */
  int end() {
    if (start >= line.length) {
      return start;
    }
    int first = line[start];
    if (first == '"' || first == '\'') {
      return Math.min(line.length, find(start + 1, first) + 1);
    }
    if (is(start, '{') && is(start + 1, '{')) {
      int close = find(start + 2, '}');
      return Math.min(line.length, close + 2);
    }
    boolean alone =
        BRACKETS.indexOf(first) >= 0 || (SIGNS.indexOf(first) >= 0 && !isPart(start + 1));
    return alone ? start + 1 : word();
  }

  private int word() {
    int end = start + 1;
    while (isPart(end)) {
      end++;
    }
    return end;
  }

  /** A colon ends a word only before a space, as in YAML. */
  private boolean isPart(int at) {
    if (at >= line.length || Character.isWhitespace(line[at])) {
      return false;
    }
    if (line[at] == ':') {
      return isPart(at + 1);
    }
    return ",[]{}\"".indexOf(line[at]) < 0;
  }

  private boolean is(int at, int character) {
    return at < line.length && line[at] == character;
  }

  private int find(int from, int character) {
    int at = from;
    while (at < line.length && line[at] != character) {
      at++;
    }
    return at;
  }
}
