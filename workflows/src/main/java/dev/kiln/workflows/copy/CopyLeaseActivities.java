package dev.kiln.workflows.copy;

import io.temporal.activity.ActivityInterface;

/** How builds and commands wait for a copy that others may want too. */
@ActivityInterface
public interface CopyLeaseActivities {
  /**
   * Starts the copy's run or joins it, and waits for what it gives. Cancelling this gives the lease
   * back; the run itself goes on while others wait.
   *
   * @param holder who waits, the same over all attempts of this activity
   */
  CopyWorkflow.Copy obtainCopy(CopyWorkflow.Spec spec, String holder);
}
