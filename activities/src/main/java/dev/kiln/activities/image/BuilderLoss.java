package dev.kiln.activities.image;

import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.image.Builder;
import io.temporal.failure.ApplicationFailure;
import java.util.Optional;
import java.util.Set;

/** Explains to a build why its builder stopped running, with EC2's own reason. */
final class BuilderLoss {
  /** Reasons that would end every other builder too. */
  private static final Set<String> LASTING =
      Set.of(
          "Client.InternalError", "Client.InvalidSnapshot.NotFound", "Client.VolumeLimitExceeded");

  /** Behind EC2's own words for it is nearly always a key. */
  private static final String BY_THE_ACCOUNT = "Client.InternalError";

  private static final String KEY =
      "nearly always the worker may not use the key of an encrypted volume; allow it in the key's policy, ";

  private static final String FROM_WITHIN = "Client.InstanceInitiatedShutdown";

  private BuilderLoss() {}

  /**
   * Explains a loss.
   *
   * @param state empty if EC2 does not know the builder
   */
  static ApplicationFailure of(Builder builder, Optional<BuilderState> state) {
    String fact =
        "cannot continue with builder %s: it is %s"
            .formatted(builder.instance(), state.map(BuilderState::text).orElse("gone"));
    String code = state.flatMap(BuilderState::reasonCode).orElse("");
    if (code.equals(FROM_WITHIN)) {
      return FailureType.SETUP_FAILED.failure(
          fact
              + "; it was shut down from within: a script that needs a reboot exits with code"
              + " 194");
    }
    return LASTING.contains(code)
        ? FailureType.INVALID_REQUEST.failure(
            fact
                + "; another builder would end the same way: "
                + (code.equals(BY_THE_ACCOUNT) ? KEY : "")
                + "fix the cause and build again")
        : FailureType.BUILDER_LOST.failure(fact);
  }
}
