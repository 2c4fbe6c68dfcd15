package dev.kiln.cli.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A page of the documentation, in parts: prose and fenced blocks.
 *
 * @param parts in order; together they hold every line of the page
 */
record Page(List<Part> parts) {
  private static final String FENCE = "```";

  Page {
    parts = List.copyOf(parts);
  }

  /**
   * Lines of prose, or of one fenced block without its fences.
   *
   * @param info the words behind the opening fence; prose has none
   */
  record Part(String info, List<String> lines) {
    Part {
      lines = List.copyOf(lines);
    }

    /** A transcript: its commands begin with {@code $} and run. */
    boolean runs() {
      return info.equals("console");
    }

    /** The file that a block shows, named behind its language; the reader saves it. */
    Optional<String> file() {
      int space = info.indexOf(' ');
      return space < 0 ? Optional.empty() : Optional.of(info.substring(space + 1));
    }

    /** Commands that only illustrate. */
    boolean illustrates() {
      return info.equals("sh");
    }
  }

  /** Reads a page; fences stay with the prose around the blocks. */
  static Page of(String text) {
    List<Part> parts = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    String info = "";
    for (String line : text.lines().toList()) {
      boolean fence = line.startsWith(FENCE);
      boolean opens = fence && info.isEmpty();
      if (opens) {
        lines.add(line);
      }
      if (fence) {
        parts.add(new Part(info, lines));
        lines = new ArrayList<>();
        info = opens ? infoOf(line) : "";
      }
      if (!opens) {
        lines.add(line);
      }
    }
    parts.add(new Part(info, lines));
    return new Page(parts);
  }

  /** A block without a word of its own is plain text. */
  private static String infoOf(String fence) {
    String info = fence.substring(FENCE.length()).strip();
    return info.isEmpty() ? "text" : info;
  }

  /** The page as text, as {@link #of} reads it. */
  String text() {
    return String.join("\n", parts.stream().flatMap(part -> part.lines().stream()).toList()) + "\n";
  }

  Stream<Part> transcripts() {
    return parts.stream().filter(Part::runs);
  }
}
