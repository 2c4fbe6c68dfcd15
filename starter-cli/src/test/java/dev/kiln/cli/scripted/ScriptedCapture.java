package dev.kiln.cli.scripted;

import dev.kiln.workflows.capture.CaptureWorkflow;
import io.temporal.workflow.Workflow;
import java.util.Optional;

/** A capture that ends as the script says, or stays at the stage from the script. */
final class ScriptedCapture implements CaptureWorkflow {
  private final Script script;
  private Optional<CaptureWorkflow.Report> ending = Optional.empty();

  ScriptedCapture(Script script) {
    this.script = script;
  }

  @Override
  public CaptureWorkflow.Report capture(CaptureWorkflow.Request request) {
    CaptureWorkflow.Report report = script.capture(request);
    ending = Optional.of(report);
    Workflow.await(() -> report.stage() == CaptureWorkflow.Stage.DONE);
    return report;
  }

  @Override
  public CaptureWorkflow.Report captureProgress() {
    return ending.orElseThrow();
  }
}
