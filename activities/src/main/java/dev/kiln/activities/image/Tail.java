package dev.kiln.activities.image;

import dev.kiln.model.HarmlessText;

/** The end of a text, where failures show. */
final class Tail {
  private Tail() {}

  /**
   * At most {@code characters} from the end that are harmless in a terminal, starting with a whole
   * line if there is one.
   */
  static String of(String text, int characters) {
    return raw(HarmlessText.of(text), characters);
  }

  /** The same with every byte as it was printed. */
  static String raw(String text, int characters) {
    if (text.length() <= characters) {
      return text;
    }
    String end = text.substring(text.length() - characters);
    int line = end.indexOf('\n');
    return line >= 0 && line < end.length() - 1 ? end.substring(line + 1) : end;
  }
}
