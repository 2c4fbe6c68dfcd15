package dev.kiln.workflows.image;

import dev.kiln.model.image.ImageKey;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;

/**
 * Finds or makes one image. Any number of builds share one run: each holds a lease, and the run
 * gives up, cleaning up, once nobody does.
 */
@WorkflowInterface
public interface ImageWorkflow {
  /** The wire name of {@link #lease}, for signal-with-start. */
  String LEASE = "lease";

  /** The cache key is the id, and the id is the lock. */
  static String id(ImageKey key) {
    return key.workflowId();
  }

  /** Returns the image, found or made. */
  @WorkflowMethod
  Image obtain(ImageSpec spec);

  /** Someone waits for the image. Idempotent; a later attempt of a holder replaces an earlier. */
  @SignalMethod
  void lease(String holder, int attempt);

  /** The holder waits no longer. A stale attempt cannot release the lease of a newer one. */
  @SignalMethod
  void release(String holder, int attempt);

  /** Who waits, in the order of arrival. */
  @QueryMethod
  List<String> holders();

  /** How far it is. */
  @QueryMethod
  ImageProgress progress();
}
