package dev.kiln.workflows.retire;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.Locale;

/** Ends images: deletes, disables or deprecates them, or enables them again. */
@WorkflowInterface
public interface RetireWorkflow {
  /** {@code delete-ami-0123-1a2b3c4d}, {@code delete-5-images-1a2b3c4d}. */
  static String id(RetireRequest request) {
    String what =
        request.images().size() == 1
            ? request.images().get(0).image().ami().value()
            : request.images().size() + "-images";
    return request.action().toString().toLowerCase(Locale.ROOT)
        + "-"
        + what
        + "-"
        + request.requestId();
  }

  @WorkflowMethod
  RetireReport retire(RetireRequest request);

  /** What is finished so far. */
  @QueryMethod
  RetireReport retireProgress();
}
