package dev.kiln.workflows.image;

import dev.kiln.model.image.ImageKey;
import dev.kiln.workflows.lease.LeasedWorkflow;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;

/**
 * Finds or makes one image. Any number of builds share one run: each holds a lease, and the run
 * gives up, cleaning up, once nobody does.
 */
@WorkflowInterface
public interface ImageWorkflow extends LeasedWorkflow {
  /** The cache key is the id, and the id is the lock. */
  static String id(ImageKey key) {
    return key.workflowId();
  }

  /** Returns the image, found or made. */
  @WorkflowMethod
  Image obtain(ImageSpec spec);

  /** How far it is. */
  @QueryMethod
  ImageProgress progress();

  /**
   * Some pages of all that a step printed. There are none where the tail is all of it.
   *
   * @param output the step's place in {@link ImageProgress#output}
   * @param from the number of the first page wanted, from 0
   * @return as many as fit into one answer; none if there are no more
   */
  @QueryMethod
  List<LogPage> logPages(int output, int from);
}
