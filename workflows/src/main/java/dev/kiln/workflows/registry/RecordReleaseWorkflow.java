package dev.kiln.workflows.registry;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Records the images there are of a template as a release, and moves a channel to it. */
@WorkflowInterface
public interface RecordReleaseWorkflow {
  /** {@code record-gromacs-dev-1a2b3c4d}. */
  static String id(RecordRequest request) {
    return MoveChannelWorkflow.id(request.move());
  }

  @WorkflowMethod
  MoveReport recordRelease(RecordRequest request);
}
