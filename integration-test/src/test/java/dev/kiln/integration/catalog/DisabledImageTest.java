package dev.kiln.integration.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.integration.RehearsalStage;
import dev.kiln.localcloud.machine.BackendChoice;
import dev.kiln.localcloud.settings.LocalCloudSettings;
import dev.kiln.model.AmiId;
import dev.kiln.model.image.KilnImage;
import dev.kiln.model.layer.LayerSpec;
import dev.kiln.workflows.TaskQueues;
import dev.kiln.workflows.build.BuildWorkflow;
import dev.kiln.workflows.catalog.CatalogWorkflow;
import io.temporal.client.WorkflowOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** EC2 lists disabled images only on demand, but a user who enables an image must find it. */
@Timeout(60)
final class DisabledImageTest {
  private static final LayerSpec LAYER =
      RehearsalStage.layer("layer", Optional.empty(), "true\n", "true");

  private static List<KilnImage> listed(RehearsalStage on) {
    return on.environment
        .getWorkflowClient()
        .newWorkflowStub(
            CatalogWorkflow.class,
            WorkflowOptions.newBuilder()
                .setTaskQueue(TaskQueues.BUILD)
                .setWorkflowId(CatalogWorkflow.id("disabled"))
                .build())
        .list(
            new CatalogWorkflow.Query(
                List.of(CatalogWorkflow.Place.first(RehearsalStage.REGION)),
                RehearsalStage.REGION,
                List.of(),
                100))
        .images();
  }

  @Test
  void aDisabledImageIsListedAndNotBuiltUpon(@TempDir Path home) throws Exception {
    try (RehearsalStage on =
        new RehearsalStage(LocalCloudSettings.defaults(home).withBackend(BackendChoice.NONE))) {
      AmiId ami = on.build(LAYER).layers().get(0).ami().orElseThrow();
      try (Ec2Client ec2 = on.stranger()) {
        ec2.disableImage(request -> request.imageId(ami.value()));
      }

      assertThat(listed(on))
          .singleElement()
          .matches(image -> image.ami().equals(ami) && image.stateWord().equals("disabled"));
      BuildWorkflow.Report again = on.build(LAYER);
      BuildWorkflow.LayerReport layer = again.layers().get(0);
      assertThat(layer.state()).isEqualTo(BuildWorkflow.LayerReport.State.BUILT);
      assertThat(layer.notes()).anyMatch(note -> note.contains(ami + " is disabled"));
    }
  }
}
