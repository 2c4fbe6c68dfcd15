package dev.kiln.workflows.matrix;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Builds many templates, every layer that they share once. */
@WorkflowInterface
public interface MatrixWorkflow {
  /** What {@link #id} begins with. */
  String PREFIX = "matrix-";

  /** Unique. */
  static String id(MatrixRequest request) {
    return PREFIX + request.matrixId();
  }

  /** A build that fails is told in the report, and keeps none but those above it. */
  @WorkflowMethod
  MatrixReport buildAll(MatrixRequest request);

  /** How far it is. */
  @QueryMethod
  MatrixReport matrixProgress();
}
