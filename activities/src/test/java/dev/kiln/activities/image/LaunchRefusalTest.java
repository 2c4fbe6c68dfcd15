package dev.kiln.activities.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.model.Region;
import dev.kiln.workflows.FailureType;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/** Which refusals of a launch may pass, and which stay. */
final class LaunchRefusalTest {
  private static final String NO_PROFILE =
      "Value (builder) for parameter iamInstanceProfile.name is invalid";

  @Test
  void aNewProfileIsTriedAgainForAMinute() {
    ApplicationFailure first = refusal(1, "InvalidParameterValue", NO_PROFILE);
    ApplicationFailure last = refusal(13, "InvalidParameterValue", NO_PROFILE);

    assertThat(first.getType()).isEqualTo(FailureType.CLOUD_UNAVAILABLE.name());
    assertThat(first.getNextRetryDelay()).isEqualTo(Duration.ofSeconds(5));
    assertThat(last.getType()).isEqualTo(FailureType.INVALID_REQUEST.name());
    assertThat(last.getOriginalMessage()).contains(NO_PROFILE, "correct its name");
  }

  @Test
  void anotherInvalidParameterIsNotTriedAgain() {
    ApplicationFailure refusal = refusal(1, "InvalidParameterValue", "Invalid availability zone");

    assertThat(refusal.getType()).isEqualTo(FailureType.INVALID_REQUEST.name());
  }

  @Test
  void aSpentTokenCostsTheBuilderAndNotTheBuild() {
    for (String code :
        new String[] {"IdempotentInstanceTerminated", "IdempotentParameterMismatch"}) {
      assertThat(refusal(2, code, "no").getType()).isEqualTo(FailureType.BUILDER_LOST.name());
    }
  }

  @Test
  void aQuotaIsTriedAgainEveryMinute() {
    ApplicationFailure refusal = refusal(1, "VcpuLimitExceeded", "limit of 32");

    assertThat(refusal.getType()).isEqualTo(FailureType.QUOTA_EXCEEDED.name());
    assertThat(refusal.getNextRetryDelay()).isEqualTo(Duration.ofMinutes(1));
    assertThat(refusal.isNonRetryable()).isFalse();
  }

  private static ApplicationFailure refusal(int attempt, String code, String message) {
    SdkException refused =
        Ec2Exception.builder()
            .statusCode(400)
            .awsErrorDetails(
                AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
            .build();
    return LaunchRefusal.of(new Region("us-east-1"), attempt, refused);
  }
}
