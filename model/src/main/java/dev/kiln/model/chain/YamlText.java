package dev.kiln.model.chain;

import java.util.regex.Pattern;

/** Writes scalars so that every YAML reader reads back the same text. */
final class YamlText {
  /** Words that no reader mistakes for a number, a boolean, a date or syntax. */
  private static final Pattern PLAIN =
      Pattern.compile("(?!(?i:true|false|yes|no|on|off|null|y|n)$)[A-Za-z/][A-Za-z0-9_./@+=-]*");

  /** Characters that a block cannot contain: only a quoted text can escape them. */
  private static final Pattern NEEDS_ESCAPE =
      Pattern.compile("[\\p{Cntrl}\\u0085\\u2028\\u2029\\ufeff&&[^\\n\\t]]");

  private YamlText() {}

  /** After a key or a dash, on the same line. */
  static String inline(String text) {
    return PLAIN.matcher(text).matches() ? text : quoted(text);
  }

  /** After a key; several lines become a block whose lines are indented by {@code indent}. */
  static String value(String text, String indent) {
    if (!text.contains("\n") || NEEDS_ESCAPE.matcher(text).find() || text.isBlank()) {
      return inline(text);
    }
    String body = text.replaceFirst("\\n+$", "");
    int newlines = text.length() - body.length();
    String chomping = newlines == 0 ? "-" : newlines == 1 ? "" : "+";
    String first = body.lines().filter(line -> !line.isEmpty()).findFirst().orElse("");
    String width = first.startsWith(" ") || body.startsWith("\n") ? "2" : "";
    StringBuilder block = new StringBuilder("|").append(width).append(chomping);
    for (String line : body.split("\n", -1)) {
      block.append('\n').append(line.isEmpty() ? "" : indent + line);
    }
    return block.append("\n".repeat(Math.max(0, newlines - 1))).toString();
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\t' -> out.append("\\t");
        default -> {
          boolean special =
              c < ' '
                  || (c >= 0x7f && c <= 0xa0)
                  || c == '\u2028'
                  || c == '\u2029'
                  || c == '\ufeff';
          out.append(special ? "\\u%04x".formatted((int) c) : String.valueOf(c));
        }
      }
    }
    return out.append('"').toString();
  }
}
