package dev.kiln.integration.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kiln.activities.aws.Patience;
import dev.kiln.integration.RehearsalStage;
import dev.kiln.localcloud.control.Fault;
import dev.kiln.localcloud.control.Fault.When;
import dev.kiln.localcloud.control.Inventory.Resource;
import dev.kiln.localcloud.machine.BackendChoice;
import dev.kiln.localcloud.settings.LocalCloudSettings;
import dev.kiln.model.layer.LayerSpec;
import dev.kiln.workflows.build.BuildWorkflow;
import io.temporal.client.WorkflowStub;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Credentials that expire in the middle of a build, and callers whom AWS does not serve. */
@Timeout(120)
final class CredentialFaultsTest {
  private static final LayerSpec LAYER =
      RehearsalStage.layer("layer", Optional.empty(), "true\n", "true");

  @TempDir private Path home;

  private RehearsalStage stage(Patience patience) {
    return new RehearsalStage(
        LocalCloudSettings.defaults(home).withBackend(BackendChoice.NONE), patience);
  }

  @Test
  void continuesWithFreshCredentials() throws Exception {
    try (RehearsalStage on = stage(Patience.usual())) {
      List.of(
              Fault.error("DescribeInstances", "RequestExpired").times(2),
              Fault.error("SendCommand", "ExpiredTokenException").times(2),
              Fault.error("StopInstances", "ExpiredToken"),
              Fault.error("DescribeImages", "RequestExpired").times(3),
              Fault.error("TerminateInstances", "RequestExpired").times(2))
          .forEach(on.cloud.faults()::add);

      on.build(LAYER);

      assertThat(on.cloud.faults().list()).isEmpty();
      assertThat(on.ourImages()).hasSize(1);
      on.assertNothingIsLeftOver();
    }
  }

  @Test
  void reportsTermsThatNobodyHasAcceptedInAwsOwnWords() throws Exception {
    String terms =
        "In order to use this AWS Marketplace product you need to accept terms and subscribe.";
    try (RehearsalStage on = stage(Patience.usual())) {
      on.cloud
          .faults()
          .add(
              Fault.error("RunInstances", "OptInRequired")
                  .withStatus(401)
                  .withMessage(terms)
                  .always());

      assertThatThrownBy(() -> on.build(LAYER))
          .cause()
          .hasMessageContaining("cannot RunInstances in us-east-1: OptInRequired: " + terms)
          .hasMessageContaining("accept the image's terms in AWS Marketplace");
      assertThat(on.cloud.calls().count("RunInstances")).isEqualTo(1);
    }
  }

  @Test
  void failsWithAnExplanationWithoutFreshCredentials() throws Exception {
    try (RehearsalStage on = stage(Patience.of(Duration.ofMillis(500)))) {
      on.cloud.faults().add(Fault.of("CreateImage", When.PENDING_FOREVER));
      WorkflowStub build = on.start(LAYER);
      on.awaitCalls("CreateImage", 1);
      on.cloud.faults().add(Fault.error("*", "RequestExpired").always());

      assertThatThrownBy(() -> build.getResult(BuildWorkflow.Report.class))
          .cause()
          .hasMessageContaining("the worker's AWS credentials have expired; renew them")
          .hasMessageContaining("aws sso login");
      assertThat(on.cloud.inventory().list("instance"))
          .extracting(Resource::tags)
          .allMatch(tags -> tags.containsKey("ExpiresAt"), "the janitor will find it");
    }
  }
}
