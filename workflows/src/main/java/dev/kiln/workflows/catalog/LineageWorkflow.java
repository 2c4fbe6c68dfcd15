package dev.kiln.workflows.catalog;

import dev.kiln.model.image.Lineage;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Finds out what tags do not tell about where images come from. None of it is needed to know the
 * images: what a region or the cloud does not tell is left out.
 */
@WorkflowInterface
public interface LineageWorkflow {
  /** A look is nobody's lock: the caller gives it an id of its own. */
  static String id(String unique) {
    return "lineage-" + unique;
  }

  /** What could be found out. */
  @WorkflowMethod
  Lineage trace(LineageQuery query);
}
