package dev.kiln.cli.scripted;

import dev.kiln.workflows.validate.ValidateWorkflow;
import java.util.List;

/** A validation that ends as a script says. */
final class ScriptedValidation implements ValidateWorkflow {
  private final Script script;
  private List<ValidateWorkflow.Result> images = List.of();

  ScriptedValidation(Script script) {
    this.script = script;
  }

  @Override
  public ValidateWorkflow.Report validate(ValidateWorkflow.Request request) {
    ValidateWorkflow.Report report = script.validate(request);
    images = report.images();
    return report;
  }

  @Override
  public List<ValidateWorkflow.Result> validationProgress() {
    return images;
  }
}
