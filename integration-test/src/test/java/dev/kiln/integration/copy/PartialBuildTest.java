package dev.kiln.integration.copy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.integration.RehearsalStage;
import dev.kiln.localcloud.control.Fault;
import dev.kiln.localcloud.control.Fault.When;
import dev.kiln.localcloud.machine.BackendChoice;
import dev.kiln.localcloud.settings.LocalCloudSettings;
import dev.kiln.model.Region;
import dev.kiln.workflows.build.BuildWorkflow;
import dev.kiln.workflows.copy.Distribution;
import dev.kiln.workflows.image.BuilderPolicy;
import io.temporal.client.WorkflowStub;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A list of builds does not show their results, so a build puts the important part there itself.
 */
@Timeout(60)
final class PartialBuildTest {
  @TempDir private Path home;

  @Test
  void aBuildThatMissesARegionNotesIt() throws Exception {
    try (RehearsalStage on =
        new RehearsalStage(LocalCloudSettings.defaults(home).withBackend(BackendChoice.NONE))) {
      on.cloud.faults().add(Fault.of("CopyImage", When.IMAGE_FAILS).times(2));

      assertThat(isPartial(build(on))).isTrue();
      assertThat(isPartial(build(on))).isFalse();
    }
  }

  private static WorkflowStub build(RehearsalStage on) {
    BuildWorkflow.Request here =
        on.request(
            BuilderPolicy.DEFAULT,
            RehearsalStage.layer("layer", Optional.empty(), "true\n", "true"));
    WorkflowStub build =
        on.start(
            new BuildWorkflow.Request(
                here.buildId(),
                here.name(),
                here.layers(),
                here.region(),
                here.architectures(),
                here.rebuild(),
                here.refresh(),
                here.policy(),
                Optional.of(Distribution.to(List.of(new Region("us-west-2"))))));
    build.getResult(BuildWorkflow.Report.class);
    return build;
  }

  private static boolean isPartial(WorkflowStub build) {
    return Boolean.TRUE.equals(build.describe().getMemo(BuildWorkflow.PARTIAL, Boolean.class));
  }
}
