package dev.kiln.activities.aws;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/** Remembers which actions an endpoint other than AWS does not have, and logs each of them once. */
final class KnownActions {
  private static final Logger LOG = LoggerFactory.getLogger(KnownActions.class);

  /**
   * An emulator answers "internal error" for an action that it lacks. AWS has all actions, and
   * sometimes fails with the same answer.
   */
  private static final int BARE_ERRORS = 3;

  private final boolean emulated;
  private final Set<String> unknown = ConcurrentHashMap.newKeySet();
  private final Map<String, Integer> bareErrors = new ConcurrentHashMap<>();

  KnownActions(boolean emulated) {
    this.emulated = emulated;
  }

  /** The answer; empty if the endpoint does not have the action. */
  <T> Optional<T> call(String action, Supplier<T> raw) {
    if (unknown.contains(action)) {
      return Optional.empty();
    }
    try {
      T answer = raw.get();
      bareErrors.remove(action);
      return Optional.of(answer);
    } catch (SdkException refused) {
      if (!isUnknown(action, refused)) {
        throw refused;
      }
      if (unknown.add(action)) {
        LOG.warn(
            "event=action_unknown action={} reason=\"{}\" next=\"continuing without it\"",
            action,
            refused.getMessage());
      }
      return Optional.empty();
    }
  }

  private boolean isUnknown(String action, SdkException refused) {
    return AwsFailures.isUnknownAction(refused)
        || (emulated
            && AwsFailures.isBareError(refused)
            && bareErrors.merge(action, 1, Integer::sum) >= BARE_ERRORS);
  }
}
