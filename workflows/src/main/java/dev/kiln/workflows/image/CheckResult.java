package dev.kiln.workflows.image;

import java.util.Optional;

/**
 * The result of one check.
 *
 * @param layer the template that contains it
 * @param ran whether the command ran; on a machine that cannot run scripts it does not, and the
 *     check says nothing about the image
 * @param violation why it does not hold; absent if it does
 * @param output the end of the command's output
 */
public record CheckResult(
    String layer,
    String name,
    boolean ran,
    int exitCode,
    Optional<String> violation,
    String output) {

  /** Whether it ran and holds. */
  public boolean holds() {
    return ran && violation.isEmpty();
  }

  /** Whether it ran and does not hold. */
  public boolean isViolated() {
    return violation.isPresent();
  }
}
