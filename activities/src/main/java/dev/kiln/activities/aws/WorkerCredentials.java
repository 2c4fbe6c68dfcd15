package dev.kiln.activities.aws;

import dev.kiln.model.Region;
import dev.kiln.workflows.FailureType;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The credentials of the worker, which may expire in the middle of a wait. Kiln then reads them
 * again from their source and leaves somebody time to renew them there.
 */
final class WorkerCredentials implements AwsCredentialsProvider {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerCredentials.class);

  private final Supplier<AwsCredentialsProvider> source;
  private final Duration patience;
  private AwsCredentialsProvider current;
  private boolean everAccepted;
  private Optional<Long> refusedSince = Optional.empty();

  /**
   * Credentials of a source.
   *
   * @param source looks them up from scratch on each call
   * @param patience how long Kiln tries again with expired credentials
   */
  WorkerCredentials(Supplier<AwsCredentialsProvider> source, Duration patience) {
    this.source = source;
    this.patience = patience;
    this.current = source.get();
  }

  @Override
  public AwsCredentials resolveCredentials() {
    AwsCredentialsProvider now;
    synchronized (this) {
      now = current;
    }
    return now.resolveCredentials();
  }

  /** A call succeeded. */
  synchronized void accepted() {
    everAccepted = true;
    refusedSince = Optional.empty();
  }

  /** Whether a refusal means that the credentials were valid before and have expired. */
  synchronized boolean haveEnded(SdkException refused) {
    return AwsFailures.isExpired(refused)
        || (everAccepted && AwsFailures.isWithoutCredentials(refused));
  }

  /** Looks for new credentials. Temporal retries the failure until the patience is over. */
  synchronized ApplicationFailure ended(String action, Region region, SdkException refused) {
    long now = System.nanoTime();
    if (refusedSince.isEmpty()) {
      LOG.warn("event=credentials_expired action={} reason=\"{}\"", action, refused.getMessage());
      refusedSince = Optional.of(now);
    }
    current = source.get();
    Duration waited = Duration.ofNanos(now - refusedSince.get());
    boolean givenUp = waited.compareTo(patience) > 0;
    FailureType type = givenUp ? FailureType.ACCESS_DENIED : FailureType.CLOUD_UNAVAILABLE;
    return type.failure(
        "cannot %s in %s: the worker's AWS credentials have expired; renew them, for example with 'aws sso login' (restart a worker that has them in its environment); %s"
            .formatted(
                action,
                region,
                givenUp
                    ? "Kiln gave up after %d minutes".formatted(waited.toMinutes())
                    : "Kiln tries again for %d minutes"
                        .formatted(patience.minus(waited).toMinutes())),
        refused);
  }
}
