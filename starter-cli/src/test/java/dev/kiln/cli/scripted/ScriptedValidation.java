package dev.kiln.cli.scripted;

import dev.kiln.workflows.validate.ImageValidation;
import dev.kiln.workflows.validate.ValidateRequest;
import dev.kiln.workflows.validate.ValidateWorkflow;
import dev.kiln.workflows.validate.ValidationReport;
import java.util.List;

/** A validation that ends as a script says. */
final class ScriptedValidation implements ValidateWorkflow {
  private final Script script;
  private List<ImageValidation> images = List.of();

  ScriptedValidation(Script script) {
    this.script = script;
  }

  @Override
  public ValidationReport validate(ValidateRequest request) {
    ValidationReport report = script.validate(request);
    images = report.images();
    return report;
  }

  @Override
  public List<ImageValidation> validationProgress() {
    return images;
  }
}
