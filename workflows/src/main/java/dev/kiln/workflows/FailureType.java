package dev.kiln.workflows;

import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TemporalFailure;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a build can fail: the type of its {@link ApplicationFailure}. The type decides what happens
 * next; the message is for people.
 */
public enum FailureType {
  /** A setup script ended with a code other than 0, ran out of time, or shut down its machine. */
  SETUP_FAILED(false),
  /** A check of the chain did not hold. */
  CHECK_FAILED(false),
  /** The builder vanished or its script was cut off; a fresh builder may succeed. */
  BUILDER_LOST(false),
  /** The cloud could not make the image; a second try may succeed. */
  IMAGE_FAILED(false),
  /** The image could not be copied from another region; it can still be built here. */
  NOT_COPIED(false),
  /** EC2 has no capacity, or none of the kind asked for; tried again later. */
  NO_CAPACITY(true),
  /** The request asks for something that does not exist or is not allowed; no retry helps. */
  INVALID_REQUEST(false),
  /** The cloud refuses because a permission or valid credentials are missing. */
  ACCESS_DENIED(false),
  /** The cloud asks to slow down; tried again after a pause. */
  THROTTLED(true),
  /** The cloud did not answer properly; tried again. */
  CLOUD_UNAVAILABLE(true),
  /** Somebody else's resource has the name. */
  NAME_TAKEN(false),
  /** A quota is used up; tried again after minutes. */
  QUOTA_EXCEEDED(true),
  /** A wait made no progress for too long. */
  NO_PROGRESS(false),
  /** Nobody waits for the image any more. */
  IMAGE_ABANDONED(false),
  /** Somebody ended the run that made the image. */
  IMAGE_ABORTED(false),
  /** More data than Temporal carries at once; no retry makes it smaller. */
  TOO_LARGE(false);

  private final boolean retryable;

  FailureType(boolean retryable) {
    this.retryable = retryable;
  }

  /** Makes the failure; the type decides whether it is retried. */
  public ApplicationFailure failure(String message) {
    return builder(message).build();
  }

  /** Makes the failure with its cause. */
  public ApplicationFailure failure(String message, Throwable cause) {
    return builder(message).setCause(cause).build();
  }

  /** Makes the failure for callers that add details or a retry delay. */
  public ApplicationFailure.Builder builder(String message) {
    return ApplicationFailure.newBuilder()
        .setType(name())
        .setMessage(message)
        .setNonRetryable(!retryable);
  }

  /** Whether the first application failure among the causes of {@code failure} has this type. */
  public boolean isCauseOf(TemporalFailure failure) {
    return applicationFailureIn(failure).map(f -> f.getType().equals(name())).orElse(false);
  }

  /**
   * Why something failed, in one sentence for people: the message of the first application failure
   * among the causes, else the message of {@code failure} itself, else the name of its class.
   */
  public static String reason(Throwable failure) {
    return applicationFailureIn(failure)
        .map(ApplicationFailure::getOriginalMessage)
        .or(() -> Optional.ofNullable(failure.getMessage()))
        .orElseGet(() -> failure.getClass().getSimpleName());
  }

  /** The first application failure in a chain of causes. */
  public static Optional<ApplicationFailure> applicationFailureIn(@Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ApplicationFailure application) {
        return Optional.of(application);
      }
    }
    return Optional.empty();
  }
}
