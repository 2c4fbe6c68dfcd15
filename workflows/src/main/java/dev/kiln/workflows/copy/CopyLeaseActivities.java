package dev.kiln.workflows.copy;

import io.temporal.activity.ActivityInterface;

/** Lets builds and commands wait for a copy that others may want too. */
@ActivityInterface
public interface CopyLeaseActivities {
  /**
   * Starts the copy's run or joins it, and waits for its result. A cancellation releases the lease;
   * the run goes on while others wait.
   *
   * @param holder the waiting workflow, the same in all attempts of this activity
   */
  CopyWorkflow.Copy obtainCopy(CopyWorkflow.Spec spec, String holder);
}
