package dev.kiln.workflows.lease;

import io.temporal.activity.ActivityInterface;

/** What all kinds of leases have in common. */
@ActivityInterface
public interface LeaseActivities {
  /**
   * Waits after a release until the run has cleaned up; returns at once if others still wait for
   * the run.
   */
  void awaitRelease(String workflowId, String holder);
}
