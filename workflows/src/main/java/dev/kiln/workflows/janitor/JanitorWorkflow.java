package dev.kiln.workflows.janitor;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Removes temporary resources whose time is over: builders kept for someone to look at, and
 * whatever a build could not clean up. A builder in use is never among them, since it is tagged to
 * expire only after all that a build may still do with it.
 */
@WorkflowInterface
public interface JanitorWorkflow {
  /** Any number may run at once: what one has removed the others no longer find. */
  static String id(String unique) {
    return "janitor-" + unique;
  }

  /** Looks in each region; one that cannot be looked at is told, and harms no other. */
  @WorkflowMethod
  JanitorReport clean(JanitorRequest request);
}
