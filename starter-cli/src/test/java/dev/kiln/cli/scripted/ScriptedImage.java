package dev.kiln.cli.scripted;

import dev.kiln.workflows.image.BuilderActivities;
import dev.kiln.workflows.image.Image;
import dev.kiln.workflows.image.ImageWorkflow;
import io.temporal.workflow.Workflow;
import java.util.List;

/** A run that never ends and reports the progress from the script. */
final class ScriptedImage implements ImageWorkflow {
  private final Script script;

  ScriptedImage(Script script) {
    this.script = script;
  }

  @Override
  public Image obtain(ImageWorkflow.Spec spec) {
    Workflow.await(() -> false);
    throw new IllegalStateException("a scripted run does not end");
  }

  @Override
  public void lease(String holder, int attempt) {}

  @Override
  public void release(String holder, int attempt) {}

  @Override
  public List<String> holders() {
    return List.of();
  }

  @Override
  public List<BuilderActivities.LogPage> logPages(int output, int from) {
    return script.pages().stream().skip(from).limit(1).toList();
  }

  @Override
  public ImageWorkflow.Progress progress() {
    return script.progressOf(Workflow.getInfo().getWorkflowId());
  }
}
