package dev.kiln.workflows.validate;

import java.time.Duration;
import java.util.List;

/** What came of a validation. */
public record ValidationReport(
    String validationId, String name, List<ImageValidation> images, Duration elapsed) {
  public ValidationReport {
    images = List.copyOf(images);
  }
}
