package dev.kiln.workflows.lease;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import java.util.List;

/**
 * A run that any number of others share: each holds a lease, and the run gives up, cleaning up,
 * once nobody does.
 */
public interface LeasedWorkflow {
  /** The wire name of {@link #lease}, for signal-with-start. */
  String LEASE = "lease";

  /** The wire name of {@link #release}. */
  String RELEASE = "release";

  /** The wire name of {@link #holders}. */
  String HOLDERS = "holders";

  /** Someone waits for the result. Idempotent; a later attempt of a holder replaces an earlier. */
  @SignalMethod
  void lease(String holder, int attempt);

  /** The holder waits no longer. A stale attempt cannot release the lease of a newer one. */
  @SignalMethod
  void release(String holder, int attempt);

  /** Who waits, in the order of arrival. */
  @QueryMethod
  List<String> holders();
}
