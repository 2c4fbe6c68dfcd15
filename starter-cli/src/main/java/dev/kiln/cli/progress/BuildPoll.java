package dev.kiln.cli.progress;

import dev.kiln.model.image.ImageKey;
import dev.kiln.workflows.RepeatedRefusal;
import dev.kiln.workflows.build.BuildWorkflow;
import dev.kiln.workflows.image.ImageWorkflow;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowTargetOptions;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Queries the progress of a build and of the runs that it waits for. It queries each run by its run
 * id: the workflow id is the cache key and may still name the previous run.
 */
public final class BuildPoll {
  private static final String BUILD_QUERY = "buildProgress";
  private static final String IMAGE_QUERY = "progress";

  /** A build that is at no layer after this many polls is worth a question. */
  private static final int WORTH_ASKING = 5;

  private final WorkflowClient client;
  private final CopyPoll copies;
  private final String workflowId;
  private final Map<ImageKey, String> runs = new HashMap<>();
  private final Map<ImageKey, ImageWorkflow.Progress> images = new HashMap<>();
  private final Map<ImageKey, RepeatedRefusal> refusals = new HashMap<>();
  private final Set<ImageKey> finished = new HashSet<>();
  private int idle;

  public BuildPoll(WorkflowClient client, String workflowId) {
    this.client = client;
    this.copies = new CopyPoll(client);
    this.workflowId = workflowId;
  }

  /** The build's current progress; empty if no worker answers. */
  public Optional<BuildSnapshot> ask() {
    try {
      BuildWorkflow.Progress build =
          client
              .newUntypedWorkflowStub(workflowId)
              .query(BUILD_QUERY, BuildWorkflow.Progress.class);
      BuildSnapshot snapshot = with(build);
      return Optional.of(snapshot.isUnderWay() ? snapshot : snapshot.refused(ownRefusal()));
    } catch (WorkflowException unanswered) {
      return Optional.empty();
    }
  }

  /** Before its layers begin a build takes seconds; Kiln asks what holds it up if it takes more. */
  private Optional<RepeatedRefusal> ownRefusal() {
    return ++idle < WORTH_ASKING
        ? Optional.empty()
        : PendingDetail.refusal(client, client.newUntypedWorkflowStub(workflowId).describe());
  }

  /** A build with known layers, with the runs that made them. */
  public BuildSnapshot with(BuildWorkflow.Progress build) {
    refusals.clear();
    for (BuildWorkflow.LayerReport layer : build.layers()) {
      boolean over =
          layer.state() == BuildWorkflow.LayerReport.State.BUILT
              || layer.state() == BuildWorkflow.LayerReport.State.COPIED
              || layer.state() == BuildWorkflow.LayerReport.State.FAILED
              || layer.state() == BuildWorkflow.LayerReport.State.CANCELLED;
      boolean underWay =
          layer.state() == BuildWorkflow.LayerReport.State.BUILDING
              || layer.state() == BuildWorkflow.LayerReport.State.COPYING;
      if (underWay || (over && finished.add(layer.key()))) {
        askRun(layer.key(), over);
      }
    }
    return new BuildSnapshot(
        build,
        images,
        new CopySnapshot(build.regions(), copies.ask(build.regions())),
        refusals,
        Optional.empty());
  }

  /** If a layer's run ended before any poll saw it, the latest run is the layer's. */
  private void askRun(ImageKey key, boolean over) {
    String id = ImageWorkflow.id(key);
    try {
      WorkflowExecutionDescription latest = client.newUntypedWorkflowStub(id).describe();
      if (latest.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING
          || (over && !runs.containsKey(key))) {
        runs.put(key, latest.getExecution().getRunId());
        PendingDetail.refusal(client, latest).ifPresent(refusal -> refusals.put(key, refusal));
      }
      String run = runs.get(key);
      if (run != null) {
        WorkflowTargetOptions target =
            WorkflowTargetOptions.newBuilder().setWorkflowId(id).setRunId(run).build();
        images.put(
            key,
            client.newUntypedWorkflowStub(target).query(IMAGE_QUERY, ImageWorkflow.Progress.class));
      }
    } catch (WorkflowException notStartedOrUnanswered) {
      return; // the next poll tries again
    }
  }
}
