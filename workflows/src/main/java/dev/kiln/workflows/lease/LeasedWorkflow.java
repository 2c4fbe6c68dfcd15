package dev.kiln.workflows.lease;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import java.util.List;

/**
 * A run that any number of others share. Each holds a lease; when the last lease is released, the
 * run cleans up and stops.
 */
public interface LeasedWorkflow {
  /** The wire name of {@link #lease}, for signal-with-start. */
  String LEASE = "lease";

  /** The wire name of {@link #release}. */
  String RELEASE = "release";

  /** The wire name of {@link #holders}. */
  String HOLDERS = "holders";

  /** Takes a lease. Idempotent; a later attempt of a holder replaces an earlier one. */
  @SignalMethod
  void lease(String holder, int attempt);

  /** Releases a lease. A stale attempt cannot release the lease of a newer one. */
  @SignalMethod
  void release(String holder, int attempt);

  /** The holders, in the order of arrival. */
  @QueryMethod
  List<String> holders();
}
