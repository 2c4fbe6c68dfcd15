package dev.kiln.workflows.lease;

import dev.kiln.workflows.ActivityStubs;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.util.function.Function;

/** A workflow's lease on the run of another. */
public final class Lease {
  private final String workflowId;
  private final String holder;

  private Lease(String workflowId, String holder) {
    this.workflowId = workflowId;
    this.holder = holder;
  }

  /**
   * Waits for a run's result under a lease, which a cancellation of this workflow releases.
   *
   * @param workflowId of the run
   * @param obtain takes the lease and waits; its argument is the holder
   */
  public static <T> T on(String workflowId, Function<String, T> obtain) {
    String holder =
        Workflow.getInfo().getWorkflowId() + "/" + Workflow.getInfo().getFirstExecutionRunId();
    try {
      return obtain.apply(holder);
    } catch (ActivityFailure failure) {
      if (CancellationScope.current().isCancelRequested()) {
        Lease lease = new Lease(workflowId, holder);
        Workflow.newDetachedCancellationScope(lease::release).run();
      }
      throw failure;
    }
  }

  /** The activity releases its lease too; this does it at once and in every case. */
  private void release() {
    try {
      Workflow.newUntypedExternalWorkflowStub(workflowId)
          .signal(LeasedWorkflow.RELEASE, holder, Integer.MAX_VALUE);
    } catch (ApplicationFailure alreadyClosed) {
      return; // the workflow is closed, so there is no lease left to release
    }
    ActivityStubs.leases(LeaseActivities.class, workflowId).awaitRelease(workflowId, holder);
  }
}
