package dev.kiln.model.source;

import java.util.ArrayList;
import java.util.List;

/** Collects what is found while a text is read, so that the user sees all of it at once. */
public final class Findings {
  private final List<Diagnostic> found = new ArrayList<>();

  /** Notes what stops the build. */
  public void error(Position position, String message, String hint) {
    found.add(Diagnostic.error(position, message, hint));
  }

  /** Notes what does not. */
  public void warning(Position position, String message, String hint) {
    found.add(Diagnostic.warning(position, message, hint));
  }

  /** Whether nothing was found that stops the build. */
  public boolean clean() {
    return found.stream().noneMatch(finding -> finding.severity() == Severity.ERROR);
  }

  /** Everything found, in the order in which it was found. */
  public List<Diagnostic> all() {
    return List.copyOf(found);
  }

  /**
   * Ends the reading here if there is an error.
   *
   * @throws TemplateException with everything found
   */
  public void throwIfBroken() {
    if (!clean()) {
      throw new TemplateException(found);
    }
  }
}
