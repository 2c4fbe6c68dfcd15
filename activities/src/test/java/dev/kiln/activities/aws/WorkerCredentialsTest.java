package dev.kiln.activities.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.model.Region;
import dev.kiln.workflows.FailureType;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

final class WorkerCredentialsTest {
  private static final Region REGION = new Region("us-east-1");
  private final SdkException expired =
      AwsServiceException.builder()
          .statusCode(400)
          .awsErrorDetails(
              AwsErrorDetails.builder().errorCode("ExpiredToken").errorMessage("old").build())
          .build();
  private final SdkException none =
      SdkClientException.create("Unable to load credentials from any of the providers");

  private final AtomicInteger looked = new AtomicInteger();

  private WorkerCredentials patientFor(Duration patience) {
    return new WorkerCredentials(
        () ->
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create("key" + looked.incrementAndGet(), "secret")),
        patience);
  }

  private ApplicationFailure ended(WorkerCredentials credentials) {
    return credentials.ended("StopInstances", REGION, expired);
  }

  @Test
  void expiredCredentialsAreLookedUpAgain() {
    WorkerCredentials credentials = patientFor(Duration.ofMinutes(30));
    assertThat(credentials.resolveCredentials().accessKeyId()).isEqualTo("key1");

    ApplicationFailure failure = ended(credentials);

    assertThat(credentials.resolveCredentials().accessKeyId()).isEqualTo("key2");
    assertThat(failure.isNonRetryable()).isFalse();
    assertThat(failure)
        .hasMessageContaining("cannot StopInstances in us-east-1")
        .hasMessageContaining("aws sso login")
        .hasMessageContaining("Kiln tries again for 30 minutes");
  }

  @Test
  void afterAWhileTheWorkerGivesUpOnThem() {
    WorkerCredentials credentials = patientFor(Duration.ofNanos(1));
    ended(credentials);

    ApplicationFailure failure = ended(credentials);

    assertThat(failure.getType()).isEqualTo(FailureType.ACCESS_DENIED.name());
    assertThat(failure.isNonRetryable()).isTrue();
  }

  @Test
  void oneSuccessfulCallStartsTheWaitAgain() {
    WorkerCredentials credentials = patientFor(Duration.ofMinutes(30));
    ended(credentials);
    credentials.accepted();

    assertThat(ended(credentials)).hasMessageContaining("Kiln tries again for 30 minutes");
  }

  @Test
  void missingCredentialsCountAsExpiredOnlyIfThereWereSome() {
    WorkerCredentials credentials = patientFor(Duration.ofMinutes(30));
    assertThat(credentials.haveEnded(none)).isFalse();

    credentials.accepted();

    assertThat(credentials.haveEnded(none)).isTrue();
    assertThat(credentials.haveEnded(expired)).isTrue();
  }
}
