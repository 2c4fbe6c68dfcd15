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

/** What an error of AWS means for a build: the only place that knows the codes. */
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

  /** The JDK's HTTP client drops the body of such a reply, in which EC2 says AuthFailure. */
  private static final int UNAUTHORIZED = 401;

  private static final int NOT_IMPLEMENTED = 501;

  /** EC2 takes calls that are up to five minutes off. */
  private static final Duration NOTABLE_SKEW = Duration.ofMinutes(4);

  /** How the SDK's message begins when it has looked everywhere; the rest is a list of where. */
  private static final String NO_CREDENTIALS = "Unable to load credentials";

  private AwsFailures() {}

  /** The service's code for what it refuses; empty if the answer did not even come. */
  public static Optional<String> code(SdkException refused) {
    if (!(refused instanceof AwsServiceException service)) {
      return Optional.empty();
    }
    Optional<String> told =
        Optional.ofNullable(service.awsErrorDetails())
            .flatMap(details -> Optional.ofNullable(details.errorCode()));
    return told.isEmpty() && service.statusCode() == UNAUTHORIZED
        ? Optional.of("AuthFailure")
        : told;
  }

  /** Whether the cloud asks to slow down. */
  public static boolean isThrottling(SdkException refused) {
    return code(refused).filter(THROTTLING::contains).isPresent();
  }

  /** Whether another zone, type or market may have what this one lacks. */
  public static boolean isCapacity(SdkException refused) {
    return code(refused).filter(CAPACITY::contains).isPresent();
  }

  /** Whether the cloud does not know an id; right after it gave the id out, that may pass. */
  public static boolean isUnknownId(SdkException refused) {
    return code(refused).filter(UNKNOWN_ID::contains).isPresent();
  }

  /** Whether the client token is that of a request that was not the very same. */
  public static boolean isOtherRequestOfToken(SdkException refused) {
    return code(refused).filter("IdempotentParameterMismatch"::equals).isPresent();
  }

  /** Whether the cloud has understood and says no, so that only another request can do better. */
  public static boolean isRefusal(SdkException refused) {
    return switch (typeOf(refused)) {
      case INVALID_REQUEST, ACCESS_DENIED, QUOTA_EXCEEDED -> true;
      default -> false;
    };
  }

  /** Whether the token of a list's next page is not good any more. */
  static boolean isStaleToken(SdkException refused) {
    return code(refused).filter(STALE_TOKEN::contains).isPresent();
  }

  /** Whether the credentials were good once. */
  static boolean isExpired(SdkException refused) {
    return code(refused).filter(EXPIRED::contains).isPresent();
  }

  /** Whether the SDK has found no credentials at all. */
  static boolean isWithoutCredentials(SdkException refused) {
    return String.valueOf(refused.getMessage()).startsWith(NO_CREDENTIALS);
  }

  /** Whether the endpoint, which only speaks AWS's language, does not have the action. */
  public static boolean isUnknownAction(SdkException refused) {
    return code(refused).filter(UNKNOWN_ACTION::contains).isPresent()
        || (refused instanceof AwsServiceException service
            && service.statusCode() == NOT_IMPLEMENTED);
  }

  /** Whether the answer is an error without a code, as a program that breaks off gives it. */
  static boolean isBareError(SdkException refused) {
    return refused instanceof AwsServiceException service
        && service.statusCode() >= 500
        && code(refused).isEmpty();
  }

  /** By how much this machine's clock differs from AWS's, if that is why a call was refused. */
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

  /** Whether what was to be removed is not there any more. */
  public static boolean isGone(SdkException refused) {
    return code(refused)
        .filter(code -> code.endsWith(".NotFound") || code.startsWith("InvalidAMIID"))
        .isPresent();
  }

  /**
   * Whether an instance is not in the state that an action asks for; right after a change of state,
   * that may pass.
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
          "cannot %s in %s: the worker found no AWS credentials; give it some with AWS_PROFILE, AWS_ACCESS_KEY_ID, a role or 'aws sso login'"
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

  /** The service's code and message, or what happened on the way to it. */
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
          "; allow the action '" + action + "' to the worker's role, or check its credentials";
      case QUOTA_EXCEEDED -> "; free some or ask AWS for a higher quota; tried again each minute";
      case THROTTLED, NO_CAPACITY, CLOUD_UNAVAILABLE -> "; tried again";
      default -> "";
    };
  }
}
