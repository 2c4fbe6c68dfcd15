package dev.kiln.model.source;

import java.util.ArrayList;
import java.util.List;

/** Collects the problems of a text, so that the user sees all of them at once. */
public final class Findings {
  private final List<Diagnostic> found = new ArrayList<>();

  /** Adds a problem that stops the build. */
  public void error(Position position, String message, String hint) {
    found.add(Diagnostic.error(position, message, hint));
  }

  /** Adds a problem that does not stop the build. */
  public void warning(Position position, String message, String hint) {
    found.add(Diagnostic.warning(position, message, hint));
  }

  /** Adds a problem that was found elsewhere. */
  public void add(Diagnostic problem) {
    found.add(problem);
  }

  /** Whether no problem stops the build. */
  public boolean clean() {
    return found.stream().noneMatch(finding -> finding.severity() == Severity.ERROR);
  }

  /** All problems, in the order of their discovery. */
  public List<Diagnostic> all() {
    return List.copyOf(found);
  }

  /**
   * Stops reading if there is an error.
   *
   * @throws TemplateException with all problems
   */
  public void throwIfBroken() {
    if (!clean()) {
      throw new TemplateException(found);
    }
  }
}
