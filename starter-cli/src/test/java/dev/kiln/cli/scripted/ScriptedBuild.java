package dev.kiln.cli.scripted;

import dev.kiln.workflows.build.BuildWorkflow;
import io.temporal.activity.ActivityOptions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.List;

/** A build that goes through the scenes of a script. */
final class ScriptedBuild implements BuildWorkflow {
  private final Script script;
  private final ScriptActivities activities =
      Workflow.newActivityStub(
          ScriptActivities.class,
          ActivityOptions.newBuilder().setStartToCloseTimeout(Duration.ofMinutes(1)).build());
  private String buildId = "";
  private String name = "";
  private int scene;

  ScriptedBuild(Script script) {
    this.script = script;
  }

  @Override
  public BuildWorkflow.Report build(BuildWorkflow.Request request) {
    buildId = request.buildId();
    name = request.name();
    script.started(request);
    for (scene = 0; scene < script.scenes().size(); scene++) {
      activities.awaitAsked(scene);
    }
    if (script.deafToCancel()) {
      Workflow.newDetachedCancellationScope(() -> Workflow.await(() -> false)).run();
    }
    if (script.untilCancelled()) {
      Workflow.await(() -> false);
    }
    script
        .failure()
        .ifPresent(
            message -> {
              throw ApplicationFailure.newNonRetryableFailure(message, "SETUP_FAILED");
            });
    return new BuildWorkflow.Report(
        buildId, name, request.region(), script.report(), List.of(), Duration.ofSeconds(623));
  }

  @Override
  public BuildWorkflow.Progress buildProgress() {
    int shown = Math.min(scene, script.scenes().size() - 1);
    if (shown >= 0) {
      script.asked(shown);
    }
    List<BuildWorkflow.LayerReport> layers =
        shown < 0 ? List.of() : script.scenes().get(shown).layers();
    return new BuildWorkflow.Progress(buildId, name, layers, List.of());
  }
}
