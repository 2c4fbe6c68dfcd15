package dev.kiln.model.layer;

import java.time.Duration;
import java.util.Optional;

/**
 * A command that must hold on the finished layer. The command must meet every expectation that is
 * present; without any, it must exit 0.
 *
 * @param layer the slug of the template that declares it
 * @param name for display
 * @param command run with {@code bash -c}
 * @param exitCode the expected exit code; absent if only the output counts
 * @param equalTo the whole expected output, without surrounding white space
 * @param contains a text that the output (stdout and stderr) must contain
 * @param timeout after which the command is killed and the check fails
 */
public record Check(
    String layer,
    String name,
    String command,
    Optional<Integer> exitCode,
    Optional<String> equalTo,
    Optional<String> contains,
    Duration timeout) {

  /**
   * Explains why an outcome does not satisfy this check; empty if it does.
   *
   * @param isEqual whether the output was {@link #equalTo}
   * @param doesContain whether the output contained {@link #contains}
   */
  public Optional<String> violation(int exit, boolean isEqual, boolean doesContain) {
    if (exitCode.isPresent() && exitCode.get() != exit) {
      return Optional.of("expected exit code " + exitCode.get() + ", found " + exit);
    }
    if (equalTo.isPresent() && !isEqual) {
      return Optional.of("expected output '" + equalTo.get() + "'");
    }
    if (contains.isPresent() && !doesContain) {
      return Optional.of("expected output to contain '" + contains.get() + "'");
    }
    return Optional.empty();
  }
}
