package dev.kiln.workflows.copy;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Brings an image that is there to more regions. */
@WorkflowInterface
public interface DistributeWorkflow {
  /** What every id begins with. */
  String PREFIX = "distribute-";

  /** Readable and unique; that two of them make one copy is the copies' matter. */
  static String id(DistributeRequest request) {
    return PREFIX + request.source().ami() + "-" + request.distributeId();
  }

  /** A region that fails is told in the report and fails nothing else. */
  @WorkflowMethod
  DistributeReport distribute(DistributeRequest request);

  /** How far it is, region by region. */
  @QueryMethod
  DistributeReport distributeProgress();
}
