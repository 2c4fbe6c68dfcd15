package dev.kiln.activities.aws;

import dev.kiln.model.Region;
import dev.kiln.workflows.FailureType;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.ClockSkew;

/** The meaning of AWS's errors for a build; {@link ErrorMeaning} has the codes. */
public final class AwsFailures {
  private static final Set<String> DENIED =
      Set.of("UnauthorizedOperation", "AccessDenied", "AccessDeniedException");
  private static final Set<String> UNKNOWN_ID =
      Set.of("InvalidInstanceID.NotFound", "InvalidAMIID.NotFound", "InvalidSnapshot.NotFound");

  /** Without a code of its own, such a reply is not from AWS itself, or its text was lost. */
  private static final int UNAUTHORIZED = 401;

  private static final int NOT_IMPLEMENTED = 501;

  /** EC2 accepts calls that are up to five minutes off. */
  private static final Duration NOTABLE_SKEW = Duration.ofMinutes(4);

  private AwsFailures() {}

  /** The service's error code; empty if there was no answer. */
  public static Optional<String> code(SdkException refused) {
    if (!(refused instanceof AwsServiceException service)) {
      return Optional.empty();
    }
    Optional<String> code =
        Optional.ofNullable(service.awsErrorDetails())
            .flatMap(details -> Optional.ofNullable(details.errorCode()));
    return code.isEmpty() && service.statusCode() == UNAUTHORIZED
        ? Optional.of("AuthFailure")
        : code;
  }

  private static boolean means(SdkException refused, ErrorMeaning meaning) {
    return code(refused).flatMap(ErrorMeaning::of).filter(meaning::equals).isPresent();
  }

  /** Whether the cloud asks to slow down. */
  public static boolean isThrottling(SdkException refused) {
    return means(refused, ErrorMeaning.THROTTLING);
  }

  /** Whether the caller lacks the right to make the call. */
  public static boolean isDenied(SdkException refused) {
    return code(refused).filter(DENIED::contains).isPresent();
  }

  /** Whether another zone, type or market may have capacity. */
  public static boolean isCapacity(SdkException refused) {
    return means(refused, ErrorMeaning.CAPACITY);
  }

  /** Whether the cloud does not know an ID. Right after it gave the ID out, that may pass. */
  public static boolean isUnknownId(SdkException refused) {
    return code(refused).filter(UNKNOWN_ID::contains).isPresent();
  }

  /** Whether an earlier, different request used the same client token. */
  public static boolean isOtherRequestOfToken(SdkException refused) {
    return code(refused).filter("IdempotentParameterMismatch"::equals).isPresent();
  }

  /** Whether the cloud understood and refused, so that only a different request can succeed. */
  public static boolean isRefusal(SdkException refused) {
    return switch (typeOf(refused)) {
      case INVALID_REQUEST, ACCESS_DENIED, QUOTA_EXCEEDED -> true;
      default -> false;
    };
  }

  /** Whether the token of a list's next page is no longer valid. */
  public static boolean isStaleToken(SdkException refused) {
    return means(refused, ErrorMeaning.STALE_PAGE);
  }

  /** Whether the credentials were valid before and have expired. */
  static boolean isExpired(SdkException refused) {
    return means(refused, ErrorMeaning.EXPIRED);
  }

  /** Whether the SDK found no credentials at all. */
  static boolean isWithoutCredentials(SdkException refused) {
    return MissingCredentials.isIn(String.valueOf(refused.getMessage()));
  }

  /** Whether the endpoint, an emulator, does not have the action. */
  public static boolean isUnknownAction(SdkException refused) {
    return means(refused, ErrorMeaning.UNKNOWN_ACTION)
        || (refused instanceof AwsServiceException service
            && service.statusCode() == NOT_IMPLEMENTED);
  }

  /** Whether the answer is an error without a code, such as a crashing program returns. */
  static boolean isBareError(SdkException refused) {
    return refused instanceof AwsServiceException service
        && service.statusCode() >= 500
        && code(refused).isEmpty();
  }

  /** How much this machine's clock differs from AWS's, if AWS refused the call for that reason. */
  static Optional<Duration> clockSkew(Throwable refused) {
    if (!(refused instanceof AwsServiceException service)
        || !service.isClockSkewException()
        || service.awsErrorDetails() == null) {
      return Optional.empty();
    }
    return Optional.ofNullable(service.awsErrorDetails().sdkHttpResponse())
        .flatMap(ClockSkew::getServerTime)
        .map(there -> Duration.between(Instant.now(), there))
        .filter(skew -> skew.abs().compareTo(NOTABLE_SKEW) > 0);
  }

  /** Whether the thing to remove no longer exists. */
  public static boolean isGone(SdkException refused) {
    return code(refused)
        .filter(code -> code.endsWith(".NotFound") || code.startsWith("InvalidAMIID"))
        .isPresent();
  }

  /**
   * Whether an instance is in a state that does not allow the action. Right after a change of
   * state, that may pass.
   */
  static boolean isWrongState(SdkException refused) {
    return switch (code(refused).orElse("")) {
      case "IncorrectInstanceState" -> true;
      case "InvalidParameterValue" -> String.valueOf(refused.getMessage()).contains("not in state");
      default -> false;
    };
  }

  /** Turns an error into a typed failure that says what failed, why, and what to do next. */
  public static ApplicationFailure translate(String action, Region region, SdkException refused) {
    if (isWithoutCredentials(refused)) {
      return FailureType.ACCESS_DENIED.failure(
          "cannot %s in %s: %s"
              .formatted(
                  action, region, MissingCredentials.explain(String.valueOf(refused.getMessage()))),
          refused);
    }
    FailureType type = typeOf(refused);
    String message =
        "cannot %s in %s: %s%s"
            .formatted(action, region, fact(refused), nextStep(type, action, refused));
    ApplicationFailure.Builder failure = type.builder(message).setCause(refused);
    if (type == FailureType.QUOTA_EXCEEDED) {
      failure.setNextRetryDelay(Duration.ofMinutes(1));
    }
    return failure.build();
  }

  private static FailureType typeOf(SdkException refused) {
    if (isUnknownAction(refused)) {
      return FailureType.INVALID_REQUEST;
    }
    if (clockSkew(refused).isPresent() || isExpired(refused) || isStaleToken(refused)) {
      return FailureType.CLOUD_UNAVAILABLE;
    }
    String code = code(refused).orElse("");
    int status = refused instanceof AwsServiceException service ? service.statusCode() : 500;
    return ErrorMeaning.of(code)
        .map(ErrorMeaning::type)
        .orElse(
            status >= 500 || code.isEmpty()
                ? FailureType.CLOUD_UNAVAILABLE
                : FailureType.INVALID_REQUEST);
  }

  /** The service's code and message, or the error on the way to it. */
  public static String fact(SdkException refused) {
    if (refused instanceof AwsServiceException service
        && service.awsErrorDetails() != null
        && service.awsErrorDetails().errorCode() != null) {
      return service.awsErrorDetails().errorCode()
          + ": "
          + service.awsErrorDetails().errorMessage();
    }
    return code(refused).map(code -> code + ": ").orElse("") + refused.getMessage();
  }

  private static String nextStep(FailureType type, String action, SdkException refused) {
    if (isUnknownAction(refused)) {
      return ErrorMeaning.UNKNOWN_ACTION.nextStep(action);
    }
    if (isWithoutText(refused)) {
      return "; the reply says no more than this: check the worker's credentials and its clock, that the account has enabled the region, and that it has accepted the image's terms in AWS Marketplace";
    }
    return code(refused)
        .flatMap(ErrorMeaning::of)
        .filter(meaning -> meaning.type() == type)
        .map(meaning -> meaning.nextStep(action))
        .orElse(type == FailureType.CLOUD_UNAVAILABLE ? "; Kiln tries again" : "");
  }

  /** Whether a refusal of the caller came without AWS's own words. */
  private static boolean isWithoutText(SdkException refused) {
    return refused instanceof AwsServiceException service
        && service.statusCode() == UNAUTHORIZED
        && (service.awsErrorDetails() == null || service.awsErrorDetails().errorCode() == null);
  }
}
