package dev.kiln.workflows.copy;

import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.workflows.lease.LeasedWorkflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Finds or makes the copy of one image in one region, for any number of builds and commands. */
@WorkflowInterface
public interface CopyWorkflow extends LeasedWorkflow {
  /** What is copied and where to is the id, and the id is the lock. */
  static String id(RegionalAmi source, Region destination) {
    return "copy-" + source.ami() + "-" + destination;
  }

  /** Returns the copy, found or made. */
  @WorkflowMethod
  CopiedImage copy(CopySpec spec);
}
