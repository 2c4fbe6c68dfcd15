package dev.kiln.workflows.validate;

import dev.kiln.model.AmiId;
import dev.kiln.model.image.ImageKey;
import dev.kiln.workflows.image.CheckResult;
import dev.kiln.workflows.image.StageProgress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One image of a validation as it stands, or as it ended.
 *
 * @param ami absent as long as it is not known, and if there is none
 * @param checks what became of each
 * @param stages the steps that have begun, in order
 * @param detail what else the user should know: why it could not be tested, where a kept instance
 *     is
 */
public record ImageValidation(
    ImageKey key,
    Optional<AmiId> ami,
    State state,
    List<CheckResult> checks,
    List<StageProgress> stages,
    Optional<String> detail,
    Duration took) {

  public ImageValidation {
    checks = List.copyOf(checks);
    stages = List.copyOf(stages);
  }

  /** Where the validation of an image stands. */
  public enum State {
    /** For its turn. */
    WAITING,
    TESTING,
    /** It booted, and all checks hold. */
    PASSED,
    /** It did not boot, or a check does not hold. */
    FAILED,
    /** It booted where no script can be executed: nothing is known of it. */
    NOT_RUN,
    /** There is no image of that key, and there was to be one. */
    MISSING,
    /** There is no image of that key, and nobody said that there is. */
    ABSENT,
    /** It could not be tested: nothing is known of it. */
    ERROR
  }
}
