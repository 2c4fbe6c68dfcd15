package dev.kiln.activities.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.model.InstanceId;
import dev.kiln.model.Region;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.image.Builder;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.StateReason;

/** What EC2's reasons mean for a build. */
final class BuilderLossTest {
  private static final Builder BUILDER =
      new Builder(
          new InstanceId("i-0123456789abcdef0"),
          new Region("us-east-1"),
          "b1",
          1,
          "c6i.xlarge",
          Optional.empty());

  @ParameterizedTest
  @CsvSource({
    "Client.InternalError, INVALID_REQUEST, allow it in the key's policy",
    "Client.VolumeLimitExceeded, INVALID_REQUEST, would end the same way: fix the cause",
    "Client.InvalidSnapshot.NotFound, INVALID_REQUEST, would end the same way: fix the cause",
    "Client.InstanceInitiatedShutdown, SETUP_FAILED, exits with code 194",
    "Server.SpotInstanceTermination, BUILDER_LOST, it is terminated",
    "Server.InternalError, BUILDER_LOST, it is terminated"
  })
  void aReasonIsTheFailureThatItMeans(String code, FailureType type, String words) {
    StateReason reason = StateReason.builder().code(code).message("why").build();

    var failure =
        BuilderLoss.of(
            BUILDER,
            Optional.of(
                new BuilderState(InstanceStateName.TERMINATED, Optional.of(reason), false)));

    assertThat(failure.getType()).isEqualTo(type.name());
    assertThat(failure.getOriginalMessage())
        .startsWith("cannot continue with builder i-0123456789abcdef0: it is terminated")
        .contains(code + ": why")
        .contains(words);
  }

  @Test
  void aBuilderThatNobodyKnowsIsGone() {
    var failure = BuilderLoss.of(BUILDER, Optional.empty());

    assertThat(failure.getType()).isEqualTo(FailureType.BUILDER_LOST.name());
    assertThat(failure.getOriginalMessage()).endsWith("it is gone");
  }
}
