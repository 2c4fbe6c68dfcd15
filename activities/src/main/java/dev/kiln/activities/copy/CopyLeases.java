package dev.kiln.activities.copy;

import dev.kiln.activities.lease.RunLeases;
import dev.kiln.activities.lease.SharedRun;
import dev.kiln.workflows.SearchAttributes;
import dev.kiln.workflows.copy.CopyLeaseActivities;
import dev.kiln.workflows.copy.CopyWorkflow;

/** Leases on the runs that copy images. */
public final class CopyLeases implements CopyLeaseActivities {
  private final RunLeases leases;

  public CopyLeases(RunLeases leases) {
    this.leases = leases;
  }

  @Override
  public CopyWorkflow.Copy obtainCopy(CopyWorkflow.Spec spec, String holder) {
    return leases.obtain(
        new SharedRun<>(
            CopyWorkflow.id(spec.source(), spec.destination()),
            CopyWorkflow.class.getSimpleName(),
            spec,
            CopyWorkflow.Copy.class,
            spec::isSatisfiedBy,
            io.temporal.common.SearchAttributes.newBuilder()
                .set(SearchAttributes.REGION, spec.destination().value())
                .build(),
            "copy " + spec.source() + " to " + spec.destination()),
        holder);
  }
}
