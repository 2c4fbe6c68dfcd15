package dev.kiln.workflows.catalog;

import dev.kiln.model.AmiId;
import dev.kiln.model.diff.ContentDiff;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Compares the content of two images, if the cloud can show it. */
@WorkflowInterface
public interface CompareWorkflow {
  /** A look locks nothing: the caller chooses the id. */
  static String id(String unique) {
    return "compare-" + unique;
  }

  /** The differences of the second image from the first. */
  @WorkflowMethod
  ContentDiff compare(AmiId left, AmiId right);
}
