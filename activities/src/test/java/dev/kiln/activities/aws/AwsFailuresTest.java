package dev.kiln.activities.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.model.Region;
import dev.kiln.workflows.FailureType;
import io.temporal.failure.ApplicationFailure;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
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
