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

/** The meaning of AWS's errors for a build. No other class knows the codes. */
public final class AwsFailures {
  private static final Set<String> THROTTLING =
      Set.of(
          "RequestLimitExceeded",
          "Throttling",
          "ThrottlingException",
          "TooManyUpdates",
          "SlowDown");
  private static final Set<String> CAPACITY =
      Set.of(
          "InsufficientInstanceCapacity",
          "InsufficientHostCapacity",
          "InsufficientFreeAddressesInSubnet",
          "MaxSpotInstanceCountExceeded",
          "SpotMaxPriceTooLow",
          "UnfulfillableCapacity",
          "Unsupported");
  private static final Set<String> QUOTA =
      Set.of(
          "VcpuLimitExceeded",
          "InstanceLimitExceeded",
          "VolumeLimitExceeded",
          "ResourceLimitExceeded",
          "PendingSnapshotLimitExceeded",
          "ConcurrentSnapshotLimitExceeded",
          "ConcurrentCreateImageNoRebootLimitExceeded",
          "SnapshotCreationPerVolumeRateExceeded");
  private static final Set<String> ACCESS =
      Set.of(
          "UnauthorizedOperation",
          "AccessDenied",
          "AccessDeniedException",
          "AuthFailure",
          "InvalidAccessKeyId",
          "InvalidClientTokenId",
          "UnrecognizedClientException",
          "OptInRequired",
          "SignatureDoesNotMatch");
  private static final Set<String> DENIED =
      Set.of("UnauthorizedOperation", "AccessDenied", "AccessDeniedException");
  private static final Set<String> UNKNOWN_ID =
      Set.of("InvalidInstanceID.NotFound", "InvalidAMIID.NotFound", "InvalidSnapshot.NotFound");
  private static final Set<String> EXPIRED =
      Set.of("ExpiredToken", "ExpiredTokenException", "RequestExpired", "TokenRefreshRequired");
  private static final Set<String> STALE_TOKEN =
      Set.of("InvalidNextToken", "InvalidPaginationToken", "InvalidNextTokenException");
  private static final Set<String> UNKNOWN_ACTION =
      Set.of(
          "InvalidAction",
          "UnknownAction",
          "UnknownOperation",
          "UnknownOperationException",
          "NotImplemented");
  private static final Set<String> PASSING =
      Set.of("RequestTimeout", "ConcurrentTagAccess", "InvocationDoesNotExist");

  /** The JDK's HTTP client drops the body of this reply, in which EC2 says AuthFailure. */
  private static final int UNAUTHORIZED = 401;

  private static final int NOT_IMPLEMENTED = 501;

  /** EC2 accepts calls that are up to five minutes off. */
  private static final Duration NOTABLE_SKEW = Duration.ofMinutes(4);

  /** The start of the SDK's message when it found none; the places where it looked follow. */
  private static final String NO_CREDENTIALS = "Unable to load credentials";

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

  /** Whether the cloud asks to slow down. */
  public static boolean isThrottling(SdkException refused) {
    return code(refused).filter(THROTTLING::contains).isPresent();
  }

  /** Whether the caller lacks the right to make the call. */
  public static boolean isDenied(SdkException refused) {
    return code(refused).filter(DENIED::contains).isPresent();
  }

  /** Whether another zone, type or market may have capacity. */
  public static boolean isCapacity(SdkException refused) {
    return code(refused).filter(CAPACITY::contains).isPresent();
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
  static boolean isStaleToken(SdkException refused) {
    return code(refused).filter(STALE_TOKEN::contains).isPresent();
  }

  /** Whether the credentials were valid before and have expired. */
  static boolean isExpired(SdkException refused) {
    return code(refused).filter(EXPIRED::contains).isPresent();
  }

  /** Whether the SDK found no credentials at all. */
  static boolean isWithoutCredentials(SdkException refused) {
    return String.valueOf(refused.getMessage()).startsWith(NO_CREDENTIALS);
  }

  /** Whether the endpoint, an emulator, does not have the action. */
  public static boolean isUnknownAction(SdkException refused) {
    return code(refused).filter(UNKNOWN_ACTION::contains).isPresent()
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
          "cannot %s in %s: the worker found no AWS credentials; set AWS_PROFILE or AWS_ACCESS_KEY_ID, give it a role, or run 'aws sso login'"
              .formatted(action, region),
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
    if (THROTTLING.contains(code)) {
      return FailureType.THROTTLED;
    }
    if (CAPACITY.contains(code)) {
      return FailureType.NO_CAPACITY;
    }
    if (QUOTA.contains(code)) {
      return FailureType.QUOTA_EXCEEDED;
    }
    if (ACCESS.contains(code)) {
      return FailureType.ACCESS_DENIED;
    }
    return status >= 500 || code.isEmpty() || PASSING.contains(code)
        ? FailureType.CLOUD_UNAVAILABLE
        : FailureType.INVALID_REQUEST;
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
      return "; this endpoint does not have the action";
    }
    return switch (type) {
      case ACCESS_DENIED ->
          "; allow the action '" + action + "' for the worker's role, or check its credentials";
      case QUOTA_EXCEEDED ->
          "; free capacity or ask AWS for a higher quota; Kiln tries again every minute";
      case THROTTLED, NO_CAPACITY, CLOUD_UNAVAILABLE -> "; Kiln tries again";
      default -> "";
    };
  }
}
