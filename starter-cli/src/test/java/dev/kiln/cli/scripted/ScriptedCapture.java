package dev.kiln.cli.scripted;

import dev.kiln.workflows.capture.CaptureReport;
import dev.kiln.workflows.capture.CaptureRequest;
import dev.kiln.workflows.capture.CaptureStage;
import dev.kiln.workflows.capture.CaptureWorkflow;
import io.temporal.workflow.Workflow;
import java.util.Optional;

/** A capture that ends as a script says, or stays at the stage that it tells. */
final class ScriptedCapture implements CaptureWorkflow {
  private final Script script;
  private Optional<CaptureReport> ending = Optional.empty();

  ScriptedCapture(Script script) {
    this.script = script;
  }

  @Override
  public CaptureReport capture(CaptureRequest request) {
    CaptureReport report = script.capture(request);
    ending = Optional.of(report);
    Workflow.await(() -> report.stage() == CaptureStage.DONE);
    return report;
  }

  @Override
  public CaptureReport captureProgress() {
    return ending.orElseThrow();
  }
}
