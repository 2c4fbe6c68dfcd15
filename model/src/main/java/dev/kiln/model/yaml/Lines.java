package dev.kiln.model.yaml;

import dev.kiln.model.source.TemplateSource;
import java.util.ArrayList;
import java.util.List;

/** The lines of a text, ended as on any system. */
final class Lines {
  private Lines() {}

  static List<String> of(TemplateSource source) {
    String text = source.text();
    List<String> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || c == '\r') {
        lines.add(text.substring(start, i));
        boolean both = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
        i = both ? i + 1 : i;
        start = i + 1;
      }
    }
    lines.add(text.substring(start));
    return lines;
  }
}
