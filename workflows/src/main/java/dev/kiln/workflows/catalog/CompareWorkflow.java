package dev.kiln.workflows.catalog;

import dev.kiln.model.AmiId;
import dev.kiln.model.diff.ContentDiff;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Compares what is inside two images, where the cloud tells it. */
@WorkflowInterface
public interface CompareWorkflow {
  /** A look is nobody's lock: the caller gives it an id of its own. */
  static String id(String unique) {
    return "compare-" + unique;
  }

  /** How the second differs from the first. */
  @WorkflowMethod
  ContentDiff compare(AmiId left, AmiId right);
}
