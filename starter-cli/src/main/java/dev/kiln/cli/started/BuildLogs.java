package dev.kiln.cli.started;

import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.console.CliFailure;
import dev.kiln.cli.progress.BuildSnapshot;
import dev.kiln.cli.work.Started;
import dev.kiln.model.image.ImageKey;
import dev.kiln.workflows.build.BuildWorkflow;
import dev.kiln.workflows.image.BuilderActivities;
import dev.kiln.workflows.image.ImageWorkflow;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowStub;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Collects the output of a build's steps. */
final class BuildLogs {
  private final Connection connection;

  BuildLogs(Connection connection) {
    this.connection = connection;
  }

  /** One log for each built layer, with the selected steps. */
  List<LayerLog> of(
      Started<?, BuildSnapshot, ?> build, Predicate<BuilderActivities.StepOutput> wanted) {
    BuildSnapshot snapshot =
        build
            .progress()
            .orElseThrow(
                () ->
                    new CliFailure(
                        "cannot read the logs of build '%s': no worker answers; start one with kiln worker"
                            .formatted(build.id())));
    return snapshot.build().layers().stream()
        .filter(BuildLogs::hasRun)
        .map(layer -> log(layer.key(), wanted))
        .toList();
  }

  private static boolean hasRun(BuildWorkflow.LayerReport layer) {
    return layer.state() == BuildWorkflow.LayerReport.State.BUILDING
        || layer.state() == BuildWorkflow.LayerReport.State.BUILT
        || layer.state() == BuildWorkflow.LayerReport.State.FAILED;
  }

  private LayerLog log(ImageKey key, Predicate<BuilderActivities.StepOutput> wanted) {
    WorkflowStub run = connection.client().newUntypedWorkflowStub(ImageWorkflow.id(key));
    try {
      List<BuilderActivities.StepOutput> outputs =
          run.query("progress", ImageWorkflow.Progress.class).output();
      return new LayerLog(
          key,
          IntStream.range(0, outputs.size())
              .filter(number -> wanted.test(outputs.get(number)))
              .mapToObj(number -> StepLog.of(outputs.get(number), pages(run, number)))
              .toList());
    } catch (WorkflowException goneOrNotStarted) {
      return new LayerLog(key, List.of());
    }
  }

  private static List<BuilderActivities.LogPage> pages(WorkflowStub run, int output) {
    List<BuilderActivities.LogPage> pages = new ArrayList<>();
    List<BuilderActivities.LogPage> some;
    do {
      some =
          List.of(run.query("logPages", BuilderActivities.LogPage[].class, output, pages.size()));
      pages.addAll(some);
    } while (!some.isEmpty());
    return pages;
  }
}
