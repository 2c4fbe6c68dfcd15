package dev.kiln.cli.follow;

import dev.kiln.cli.text.Style;
import dev.kiln.workflows.RepeatedRefusal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells what is refused again and again: each kind of refusal once, however often it returns. */
public final class RefusalNarration {
  private final Style style;
  private final Set<String> told = new HashSet<>();

  public RefusalNarration(Style style) {
    this.style = style;
  }

  /**
   * The lines about refusals since the last call.
   *
   * @param obstacles each with what it holds up
   */
  public List<String> news(Map<String, RepeatedRefusal> obstacles) {
    List<String> lines = new ArrayList<>();
    obstacles.forEach(
        (subject, refusal) -> {
          if (told.add(subject + ": " + refusal.kind())) {
            lines.add("  " + style.notable(subject + ": " + refusal));
          }
        });
    return lines;
  }

  /** The lines about all of them, for a report of the current state. */
  public static List<String> all(Map<String, RepeatedRefusal> obstacles) {
    List<String> lines = new ArrayList<>();
    obstacles.forEach((subject, refusal) -> lines.add("Refused: " + subject + ": " + refusal));
    return lines;
  }
}
