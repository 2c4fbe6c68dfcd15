package dev.kiln.workflows.validate;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;
import java.util.Locale;

/**
 * Boots a fresh instance of each image and runs the checks on it. An image that does not pass is no
 * failure of the workflow: the report tells it, and the other images are tested all the same.
 */
@WorkflowInterface
public interface ValidateWorkflow {
  /** What every id of these begins with. */
  String PREFIX = "validate-";

  /** Readable, unique, and only of characters that the Web UI can link. */
  static String id(ValidateRequest request) {
    String name = request.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]+", "-");
    return PREFIX + name + "-" + request.validationId();
  }

  @WorkflowMethod
  ValidationReport validate(ValidateRequest request);

  /** How far it is, image by image. */
  @QueryMethod
  List<ImageValidation> validationProgress();
}
