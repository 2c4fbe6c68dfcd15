package dev.kiln.workflows.janitor;

import java.util.List;

/**
 * What has expired.
 *
 * @param expired what was removed, or would be
 * @param problems what could not be looked at or removed, and why
 */
public record JanitorReport(List<Expired> expired, List<String> problems) {
  public JanitorReport {
    expired = List.copyOf(expired);
    problems = List.copyOf(problems);
  }
}
