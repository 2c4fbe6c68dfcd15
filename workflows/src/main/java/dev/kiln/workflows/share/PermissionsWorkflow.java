package dev.kiln.workflows.share;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Tells which images there are and who may use them, over regions. */
@WorkflowInterface
public interface PermissionsWorkflow {
  /** A reading is nobody's lock: the caller gives it an id of its own. */
  static String id(String unique) {
    return "permissions-" + unique;
  }

  @WorkflowMethod
  PermissionsReport permissions(PermissionsQuery query);
}
