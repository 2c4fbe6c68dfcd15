package dev.kiln.workflows.image;

import java.util.Optional;

/**
 * What became of one check.
 *
 * @param layer the template that asks for it
 * @param ran whether the command was executed at all; on a machine that cannot run scripts it is
 *     not, and nothing is known of the image
 * @param violation why it does not hold; absent if it does
 * @param output the end of what the command printed
 */
public record CheckResult(
    String layer,
    String name,
    boolean ran,
    int exitCode,
    Optional<String> violation,
    String output) {

  /** Whether it was run and what it asks for was seen. */
  public boolean holds() {
    return ran && violation.isEmpty();
  }

  /** Whether it was run and what it asks for was not seen. */
  public boolean isViolated() {
    return violation.isPresent();
  }
}
