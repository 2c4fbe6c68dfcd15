package dev.kiln.model.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes JSON. Hashes are computed from the canonical form, so it must never change. */
public final class Json {
  private final StringBuilder out = new StringBuilder();
  private final boolean canonical;

  private Json(boolean canonical) {
    this.canonical = canonical;
  }

  /** On one line without spaces, the keys of every object sorted. */
  public static String canonical(Object value) {
    return new Json(true).write(value, 0);
  }

  /** Indented by two spaces, keys in the order of the map, for people to read. */
  public static String pretty(Object value) {
    return new Json(false).write(value, 0) + "\n";
  }

  /**
   * A map in the order of the arguments.
   *
   * @param entries a key, its value, the next key, and so on
   */
  public static Map<String, Object> object(Object... entries) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < entries.length; i += 2) {
      object.put((String) entries[i], entries[i + 1]);
    }
    return object;
  }

  private String write(Object value, int depth) {
    append(value, depth);
    return out.toString();
  }

  private void append(Object value, int depth) {
    if (value instanceof Map<?, ?> map) {
      appendMap(map, depth);
    } else if (value instanceof List<?> list) {
      appendList(list, depth);
    } else if (value instanceof Boolean || value instanceof Integer || value instanceof Long) {
      out.append(value);
    } else if (value instanceof String text) {
      appendText(text);
    } else {
      throw new IllegalArgumentException("cannot write " + value.getClass() + " as JSON");
    }
  }

  private void appendMap(Map<?, ?> map, int depth) {
    Map<?, ?> ordered = canonical ? new TreeMap<>(map) : map;
    out.append('{');
    String separator = "";
    for (Map.Entry<?, ?> entry : ordered.entrySet()) {
      out.append(separator);
      newLine(depth + 1);
      appendText((String) entry.getKey());
      out.append(canonical ? ":" : ": ");
      append(entry.getValue(), depth + 1);
      separator = ",";
    }
    if (!map.isEmpty()) {
      newLine(depth);
    }
    out.append('}');
  }

  private void appendList(List<?> list, int depth) {
    out.append('[');
    String separator = "";
    for (Object item : list) {
      out.append(separator);
      newLine(depth + 1);
      append(item, depth + 1);
      separator = ",";
    }
    if (!list.isEmpty()) {
      newLine(depth);
    }
    out.append(']');
  }

  private void newLine(int depth) {
    if (!canonical) {
      out.append('\n').append("  ".repeat(depth));
    }
  }

  private void appendText(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> out.append(c < ' ' ? "\\u%04x".formatted((int) c) : String.valueOf(c));
      }
    }
    out.append('"');
  }
}
