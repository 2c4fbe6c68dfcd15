package dev.kiln.activities.aws;

import dev.kiln.workflows.FailureType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the codes of AWS's errors mean, for all services that Kiln calls. A code that is not here
 * means an invalid request, or an outage if the status says so.
 *
 * @see <a href="https://docs.aws.amazon.com/ec2/latest/devguide/errors-overview.html">Error codes
 *     for the Amazon EC2 API</a>
 */
enum ErrorMeaning {
  /** Too many requests. */
  THROTTLING(
      FailureType.THROTTLED,
      "; Kiln tries again",
      "RequestLimitExceeded",
      "Throttling",
      "ThrottlingException",
      "ThrottledException",
      "RequestThrottled",
      "RequestThrottledException",
      "EC2ThrottledException",
      "TooManyRequestsException",
      "TooManyUpdates",
      "BandwidthLimitExceeded",
      "PriorRequestNotComplete",
      "SlowDown"),

  /** None of it is left; another zone, type or market may have some. */
  CAPACITY(
      FailureType.NO_CAPACITY,
      "; Kiln tries again",
      "InsufficientInstanceCapacity",
      "InsufficientHostCapacity",
      "InsufficientCapacityOnHost",
      "InsufficientCapacity",
      "InsufficientVolumeCapacity",
      "InsufficientAddressCapacity",
      "InsufficientReservedInstanceCapacity",
      "InsufficientFreeAddressesInSubnet",
      "MaxSpotInstanceCountExceeded",
      "SpotMaxPriceTooLow",
      "UnfulfillableCapacity",
      "Unsupported"),

  /** A quota of the account is used up. */
  QUOTA(
      FailureType.QUOTA_EXCEEDED,
      "; free capacity or ask AWS for a higher quota; Kiln tries again every minute",
      "VcpuLimitExceeded",
      "InstanceLimitExceeded",
      "VolumeLimitExceeded",
      "MaxIOPSLimitExceeded",
      "AddressLimitExceeded",
      "NetworkInterfaceLimitExceeded",
      "ResourceLimitExceeded",
      "ResourceCountLimitExceeded",
      "ResourceCountExceeded",
      "SnapshotLimitExceeded",
      "PendingSnapshotLimitExceeded",
      "ConcurrentSnapshotLimitExceeded",
      "ConcurrentCreateImageNoRebootLimitExceeded",
      "SnapshotCreationPerVolumeRateExceeded",
      "ConcurrentLimitExceededException",
      "ServiceQuotaExceededException",
      "LimitExceededException",
      "LimitExceeded",
      "ParameterLimitExceeded"),

  /** The worker's role does not have the right. */
  PERMISSION(
      FailureType.ACCESS_DENIED,
      "; allow the action '%s' for the worker's role, or check its credentials",
      "UnauthorizedOperation",
      "AccessDenied",
      "AccessDeniedException",
      "NotAuthorized",
      "AllAccessDisabled"),

  /** AWS does not accept who calls. */
  CREDENTIALS(
      FailureType.ACCESS_DENIED,
      "; check the worker's credentials and its clock, and that the account has enabled the region",
      "AuthFailure",
      "InvalidAccessKeyId",
      "InvalidClientTokenId",
      "InvalidToken",
      "InvalidSignatureException",
      "IncompleteSignature",
      "IncompleteSignatureException",
      "MissingAuthenticationToken",
      "MissingAuthenticationTokenException",
      "NotSignedUp",
      "SignatureDoesNotMatch",
      "UnrecognizedClientException"),

  /** The account would have to agree to something first. */
  CONSENT(
      FailureType.ACCESS_DENIED,
      "; accept the image's terms in AWS Marketplace if it is from there, or enable the region or the service for the account, and build again",
      "OptInRequired",
      "SubscriptionRequiredException",
      "RegionDisabledException"),

  /** AWS does not serve the account yet, or no longer. */
  ACCOUNT(
      FailureType.ACCESS_DENIED,
      "; AWS has to clear the account first: look for its mail or ask AWS Support, and build again",
      "PendingVerification",
      "Blocked",
      "AccountProblem",
      "AccountDisabled"),

  /** Credentials that were valid. */
  EXPIRED(
      FailureType.CLOUD_UNAVAILABLE,
      "; Kiln tries again",
      "ExpiredToken",
      "ExpiredTokenException",
      "RequestExpired",
      "TokenRefreshRequired"),

  /** The token of a list's next page is no longer valid. */
  STALE_PAGE(
      FailureType.CLOUD_UNAVAILABLE,
      "; Kiln tries again",
      "InvalidNextToken",
      "InvalidPaginationToken",
      "InvalidNextTokenException"),

  /** Something else is going on, and will be over soon. */
  PASSING(
      FailureType.CLOUD_UNAVAILABLE,
      "; Kiln tries again",
      "RequestTimeout",
      "RequestTimeoutException",
      "RequestAbortedException",
      "ConcurrentTagAccess",
      "ConcurrentModificationException",
      "OperationAborted",
      "IDPCommunicationError",
      "InvocationDoesNotExist",
      "RetryableError",
      "ServiceUnavailable",
      "ServiceUnavailableException",
      "Unavailable",
      "InternalError",
      "InternalFailure",
      "InternalServerError",
      "KMSInternalException",
      "DependencyTimeoutException",
      "KeyUnavailableException"),

  /** The endpoint, an emulator, does not have the action. */
  UNKNOWN_ACTION(
      FailureType.INVALID_REQUEST,
      "; this endpoint does not have the action",
      "InvalidAction",
      "UnknownAction",
      "UnknownOperation",
      "UnknownOperationException",
      "NotImplemented");

  private static final Map<String, ErrorMeaning> BY_CODE =
      Arrays.stream(values())
          .flatMap(meaning -> meaning.codes.stream().map(code -> Map.entry(code, meaning)))
          .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

  private final FailureType type;
  private final String nextStep;

  @SuppressWarnings("ImmutableEnumChecker") // List.of makes only lists that nobody can change
  private final List<String> codes;

  ErrorMeaning(FailureType type, String nextStep, String... codes) {
    this.type = type;
    this.nextStep = nextStep;
    this.codes = List.of(codes);
  }

  /** The meaning of a code; empty for all others. */
  static Optional<ErrorMeaning> of(String code) {
    return Optional.ofNullable(BY_CODE.get(code));
  }

  FailureType type() {
    return type;
  }

  /** What to do about it, as the end of a message. */
  String nextStep(String action) {
    return nextStep.formatted(action);
  }
}
