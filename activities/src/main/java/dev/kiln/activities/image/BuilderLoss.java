package dev.kiln.activities.image;

import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.image.Builder;
import io.temporal.failure.ApplicationFailure;
import java.util.Optional;
import java.util.Set;

/** What it means for a build that its builder does not run any more, by EC2's own reason. */
final class BuilderLoss {
  /** Whatever is launched next would end for the same reason. */
  private static final Set<String> LASTING =
      Set.of(
          "Client.InternalError", "Client.InvalidSnapshot.NotFound", "Client.VolumeLimitExceeded");

  private static final String FROM_WITHIN = "Client.InstanceInitiatedShutdown";

  private BuilderLoss() {}

  /**
   * Explains a loss.
   *
   * @param state empty if EC2 does not know the builder
   */
  static ApplicationFailure of(Builder builder, Optional<BuilderState> state) {
    String fact =
        "cannot go on with builder %s: it is %s"
            .formatted(builder.instance(), state.map(BuilderState::text).orElse("not there"));
    String code = state.flatMap(BuilderState::reasonCode).orElse("");
    if (code.equals(FROM_WITHIN)) {
      return FailureType.SETUP_FAILED.failure(
          fact
              + "; it was shut down from within: a script that wants a reboot ends with exit code"
              + " 194");
    }
    return LASTING.contains(code)
        ? FailureType.INVALID_REQUEST.failure(
            fact + "; another builder would end likewise: mend the reason and build again")
        : FailureType.BUILDER_LOST.failure(fact);
  }
}
