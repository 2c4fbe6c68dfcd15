package dev.kiln.activities.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.aws.CloudSettings;
import dev.kiln.localcloud.LocalCloud;
import dev.kiln.localcloud.control.Fault;
import dev.kiln.localcloud.machine.BackendChoice;
import dev.kiln.localcloud.settings.LocalCloudSettings;
import dev.kiln.model.Region;
import io.temporal.api.failure.v1.Failure;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.failure.ApplicationFailure;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ShortTraceTest {
  /** Beyond this, Temporal's server drops the failure of an activity that it tries again. */
  private static final int KEPT_BYTES = 4 * 1024;

  @TempDir private Path home;

  @Test
  void aRefusalOfAwsFitsIntoWhatTheServerKeeps() throws Exception {
    ApplicationFailure refused = refusal();
    assertThat(travelling(refused).getSerializedSize()).isGreaterThan(KEPT_BYTES);

    Failure shortened = travelling(ShortTrace.of(refused));

    assertThat(shortened.getSerializedSize()).isLessThan(KEPT_BYTES / 2);
    assertThat(shortened.getMessage()).contains("Unavailable: try later");
    assertThat(shortened.getStackTrace()).contains("dev.kiln.activities.aws.Calls");
    assertThat(shortened.getCause().getStackTrace()).contains("dev.kiln.activities.aws.Calls");
  }

  private static Failure travelling(ApplicationFailure failure) {
    return DefaultDataConverter.STANDARD_INSTANCE.exceptionToFailure(failure);
  }

  private ApplicationFailure refusal() throws Exception {
    LocalCloudSettings settings = LocalCloudSettings.defaults(home).withBackend(BackendChoice.NONE);
    try (LocalCloud cloud = LocalCloud.start(settings);
        AwsCalls aws = new AwsCalls(CloudSettings.local(cloud.endpoint()))) {
      cloud
          .faults()
          .add(
              Fault.error("DescribeImages", "Unavailable")
                  .withStatus(503)
                  .withMessage("try later")
                  .always());
      aws.ec2().call(new Region("us-east-1"), "DescribeImages", ec2 -> ec2.describeImages());
      throw new AssertionError("it was not refused");
    } catch (ApplicationFailure refused) {
      return refused;
    }
  }
}
