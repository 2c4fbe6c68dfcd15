package dev.kiln.workflows.retire;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Tells what ending images would mean, and ends none. */
@WorkflowInterface
public interface RetirePlanWorkflow {
  /** A plan is nobody's lock: the caller gives it an id of its own. */
  static String id(String unique) {
    return "retire-plan-" + unique;
  }

  @WorkflowMethod
  RetirePlan planRetirement(RetireQuery query);
}
