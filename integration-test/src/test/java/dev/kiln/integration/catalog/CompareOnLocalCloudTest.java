package dev.kiln.integration.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.integration.HostBase;
import dev.kiln.integration.RehearsalStage;
import dev.kiln.localcloud.machine.BackendChoice;
import dev.kiln.localcloud.settings.LocalCloudSettings;
import dev.kiln.model.AmiId;
import dev.kiln.model.diff.Change;
import dev.kiln.model.diff.ContentDiff;
import dev.kiln.workflows.TaskQueues;
import dev.kiln.workflows.build.BuildWorkflow;
import dev.kiln.workflows.catalog.CompareWorkflow;
import io.temporal.client.WorkflowOptions;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Comparing the files of two images, over the wire. */
@Timeout(120)
final class CompareOnLocalCloudTest {
  private static ContentDiff compare(RehearsalStage on, AmiId left, AmiId right) {
    return on.environment
        .getWorkflowClient()
        .newWorkflowStub(
            CompareWorkflow.class,
            WorkflowOptions.newBuilder()
                .setTaskQueue(TaskQueues.BUILD)
                .setWorkflowId(CompareWorkflow.id(left + "-" + right))
                .build())
        .compare(left, right);
  }

  @Test
  void showsTheFilesByWhichALayerDiffersFromTheLayerBelow(@TempDir Path home) throws Exception {
    HostBase.assumeOffered(home, BackendChoice.AUTO);
    try (RehearsalStage on = new RehearsalStage(LocalCloudSettings.defaults(home))) {
      BuildWorkflow.Report report =
          on.build(
              RehearsalStage.layer(
                  "base", Optional.empty(), "echo base > /opt/kiln-base\n", "true"),
              RehearsalStage.layer(
                  "top", Optional.of("base"), "echo top > /opt/kiln-base\n: > /opt/t\n", "true"));
      AmiId base = report.layers().get(0).ami().orElseThrow();
      AmiId top = report.layers().get(1).ami().orElseThrow();

      ContentDiff diff = compare(on, base, top);

      assertThat(diff.untold()).isEmpty();
      assertThat(diff.unlistedBase()).isTrue();
      assertThat(diff.files())
          .filteredOn(change -> change.what().startsWith("/opt/"))
          .extracting(change -> change.sign() + change.what())
          .contains("~/opt/kiln-base", "+/opt/t");
      assertThat(compare(on, top, top).files()).extracting(Change::what).isEmpty();
      assertThat(compare(on, top, new AmiId("ami-00000000000000000")).untold().orElseThrow())
          .contains("ami-00000000000000000");
    }
  }
}
