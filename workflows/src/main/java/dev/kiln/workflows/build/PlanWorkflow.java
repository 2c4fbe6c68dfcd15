package dev.kiln.workflows.build;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Tells what a build would do, and does none of it. */
@WorkflowInterface
public interface PlanWorkflow {
  /** A plan is nobody's lock: each has an id of its own. */
  static String id(BuildRequest request) {
    return BuildWorkflow.id(request).replaceFirst("^build-", "plan-");
  }

  @WorkflowMethod
  ChainPlan plan(BuildRequest request);
}
