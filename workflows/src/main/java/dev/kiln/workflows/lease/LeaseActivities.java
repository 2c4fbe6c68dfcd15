package dev.kiln.workflows.lease;

import io.temporal.activity.ActivityInterface;

/** What all leases have in common, whatever they are for. */
@ActivityInterface
public interface LeaseActivities {
  /**
   * After a lease was given back: waits until the run has cleaned up, or returns at once if others
   * still wait for it.
   */
  void awaitRelease(String workflowId, String holder);
}
