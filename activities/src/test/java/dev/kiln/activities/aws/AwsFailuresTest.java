package dev.kiln.activities.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.model.Region;
import dev.kiln.workflows.FailureType;
import io.temporal.failure.ApplicationFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

final class AwsFailuresTest {
  private static final Region REGION = new Region("eu-west-1");

  @Test
  void missingCredentialsAreReportedInOneLineAndNotRetried() {
    ApplicationFailure failure =
        AwsFailures.translate("DescribeImages", REGION, withoutCredentials());

    assertThat(failure.getType()).isEqualTo(FailureType.ACCESS_DENIED.name());
    assertThat(failure.isNonRetryable()).isTrue();
    assertThat(failure.getOriginalMessage())
        .startsWith("cannot DescribeImages in eu-west-1: the worker found no AWS credentials; ")
        .hasLineCount(1)
        .doesNotContain("provider");
  }

  /** Codes as EC2, Systems Manager, STS, KMS, EBS direct, S3 and Organizations document them. */
  @ParameterizedTest
  @CsvSource({
    "400, SnapshotLimitExceeded, QUOTA_EXCEEDED, ask AWS for a higher quota",
    "400, ResourceLimitExceeded, QUOTA_EXCEEDED, ask AWS for a higher quota",
    "400, MaxIOPSLimitExceeded, QUOTA_EXCEEDED, ask AWS for a higher quota",
    "400, ParameterLimitExceeded, QUOTA_EXCEEDED, ask AWS for a higher quota",
    "400, LimitExceededException, QUOTA_EXCEEDED, ask AWS for a higher quota",
    "402, ServiceQuotaExceededException, QUOTA_EXCEEDED, ask AWS for a higher quota",
    "400, PendingVerification, ACCESS_DENIED, AWS has to clear the account first",
    "400, Blocked, ACCESS_DENIED, AWS has to clear the account first",
    "403, AccountProblem, ACCESS_DENIED, AWS has to clear the account first",
    "401, OptInRequired, ACCESS_DENIED, accept the image's terms in AWS Marketplace",
    "403, RegionDisabledException, ACCESS_DENIED, enable the region",
    "400, SubscriptionRequiredException, ACCESS_DENIED, the service for the account",
    "401, AuthFailure, ACCESS_DENIED, check the worker's credentials and its clock",
    "403, InvalidClientTokenId, ACCESS_DENIED, check the worker's credentials",
    "400, UnrecognizedClientException, ACCESS_DENIED, check the worker's credentials",
    "403, InvalidToken, ACCESS_DENIED, check the worker's credentials",
    "400, IncompleteSignature, ACCESS_DENIED, check the worker's credentials",
    "403, UnauthorizedOperation, ACCESS_DENIED, allow the action 'RunInstances'",
    "400, AccessDeniedException, ACCESS_DENIED, allow the action 'RunInstances'",
    "503, RequestLimitExceeded, THROTTLED, Kiln tries again",
    "429, TooManyRequestsException, THROTTLED, Kiln tries again",
    "400, RequestThrottledException, THROTTLED, Kiln tries again",
    "400, ThrottlingException, THROTTLED, Kiln tries again",
    "503, BandwidthLimitExceeded, THROTTLED, Kiln tries again",
    "503, SlowDown, THROTTLED, Kiln tries again",
    "500, InsufficientInstanceCapacity, NO_CAPACITY, Kiln tries again",
    "500, InsufficientVolumeCapacity, NO_CAPACITY, Kiln tries again",
    "400, InsufficientCapacityOnHost, NO_CAPACITY, Kiln tries again",
    "400, ConcurrentModificationException, CLOUD_UNAVAILABLE, Kiln tries again",
    "409, OperationAborted, CLOUD_UNAVAILABLE, Kiln tries again",
    "400, IDPCommunicationError, CLOUD_UNAVAILABLE, Kiln tries again",
    "500, KMSInternalException, CLOUD_UNAVAILABLE, Kiln tries again",
    "500, SomethingUnheardOf, CLOUD_UNAVAILABLE, Kiln tries again",
    "400, SomethingUnheardOf, INVALID_REQUEST, it says so",
    "400, FilterLimitExceeded, INVALID_REQUEST, it says so",
    "400, InvalidParameterValue, INVALID_REQUEST, it says so"
  })
  void aCodeOfAwsIsTheFailureThatItMeans(int status, String code, FailureType type, String next) {
    ApplicationFailure failure =
        AwsFailures.translate(
            "RunInstances",
            REGION,
            AwsServiceException.builder()
                .statusCode(status)
                .awsErrorDetails(
                    AwsErrorDetails.builder().errorCode(code).errorMessage("it says so").build())
                .build());

    assertThat(failure.getType()).isEqualTo(type.name());
    assertThat(failure.getOriginalMessage())
        .startsWith("cannot RunInstances in eu-west-1: " + code + ": it says so")
        .contains(next);
  }

  /** The SDK's own exception if no provider has credentials. */
  private static SdkClientException withoutCredentials() {
    try (AwsCredentialsProviderChain none =
        AwsCredentialsProviderChain.builder()
            .addCredentialsProvider(
                () -> {
                  throw SdkClientException.create("nothing in the provider");
                })
            .build()) {
      throw new IllegalStateException("found " + none.resolveCredentials());
    } catch (SdkClientException expected) {
      return expected;
    }
  }
}
