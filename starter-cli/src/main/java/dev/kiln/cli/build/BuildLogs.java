package dev.kiln.cli.build;

import dev.kiln.cli.CliFailure;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.follow.BuildSnapshot;
import dev.kiln.model.image.ImageKey;
import dev.kiln.workflows.build.LayerReport;
import dev.kiln.workflows.build.LayerState;
import dev.kiln.workflows.image.ImageProgress;
import dev.kiln.workflows.image.ImageWorkflow;
import io.temporal.client.WorkflowException;
import java.util.List;

/** Collects what the runs behind a build printed. */
final class BuildLogs {
  private final Connection connection;

  BuildLogs(Connection connection) {
    this.connection = connection;
  }

  /** One log for each layer that a run was made for. */
  List<LayerLog> of(StartedBuild build) {
    BuildSnapshot snapshot =
        build
            .snapshot()
            .orElseThrow(
                () ->
                    new CliFailure(
                        "cannot read the logs of build '%s': no worker answers; start one with kiln worker"
                            .formatted(build.id())));
    return snapshot.build().layers().stream()
        .filter(BuildLogs::hasRun)
        .map(layer -> log(layer.key()))
        .toList();
  }

  private static boolean hasRun(LayerReport layer) {
    return layer.state() == LayerState.BUILDING
        || layer.state() == LayerState.BUILT
        || layer.state() == LayerState.FAILED;
  }

  private LayerLog log(ImageKey key) {
    try {
      ImageProgress progress =
          connection
              .client()
              .newUntypedWorkflowStub(ImageWorkflow.id(key))
              .query("progress", ImageProgress.class);
      return new LayerLog(key, progress.output());
    } catch (WorkflowException goneOrNotStarted) {
      return new LayerLog(key, List.of());
    }
  }
}
