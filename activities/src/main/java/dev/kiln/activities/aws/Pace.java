package dev.kiln.activities.aws;

import dev.kiln.model.Region;
import dev.kiln.workflows.FailureType;
import io.temporal.activity.Activity;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/** Keeps all calls of this process within the rates that AWS grants to each action and region. */
final class Pace {
  /** The longest that a thread waits for its turn; for more, Temporal waits and calls again. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final WorkerCredentials credentials;
  private final Map<String, TokenBucket> buckets = new ConcurrentHashMap<>();

  Pace(WorkerCredentials credentials) {
    this.credentials = credentials;
  }

  /** Makes the call when its turn comes, and learns from the answer. */
  <T> T keep(Region region, String action, Supplier<T> call) {
    TokenBucket bucket =
        buckets.computeIfAbsent(
            region + "/" + action,
            key -> new TokenBucket(ActionRate.of(action), System.nanoTime()));
    awaitTurn(bucket, region, action);
    try {
      T result = call.get();
      bucket.accepted();
      credentials.accepted();
      return result;
    } catch (SdkException refused) {
      if (AwsFailures.isThrottling(refused)) {
        bucket.refused(System.nanoTime());
      }
      if (credentials.haveEnded(refused)) {
        throw credentials.ended(action, region, refused);
      }
      throw refused;
    }
  }

  private static void awaitTurn(TokenBucket bucket, Region region, String action) {
    Duration wait = bucket.take(System.nanoTime(), PATIENCE);
    if (wait.compareTo(PATIENCE) > 0) {
      throw FailureType.THROTTLED
          .builder("waiting for our turn to call " + action + " in " + region)
          .setNextRetryDelay(wait)
          .build();
    }
    try {
      TimeUnit.NANOSECONDS.sleep(wait.toNanos());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw Activity.wrap(stopping);
    }
  }
}
