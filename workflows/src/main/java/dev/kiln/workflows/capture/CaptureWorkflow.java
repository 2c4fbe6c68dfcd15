package dev.kiln.workflows.capture;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Takes an image of an instance, and brings it to more regions if asked to. */
@WorkflowInterface
public interface CaptureWorkflow {
  /** What {@link #id} begins with. */
  String PREFIX = "capture-";

  /** Readable and unique. */
  static String id(CaptureRequest request) {
    return PREFIX + request.captureId();
  }

  /** A region that fails is told in the report; without the image itself the capture fails. */
  @WorkflowMethod
  CaptureReport capture(CaptureRequest request);

  /** How far it is. */
  @QueryMethod
  CaptureReport captureProgress();
}
