package dev.kiln.workflows.share;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.Locale;

/** Changes who may use images, wherever they are. */
@WorkflowInterface
public interface ShareWorkflow {
  /** Readable, unique, and only of characters that the Web UI can link. */
  static String id(ShareRequest request) {
    String name = request.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]+", "-");
    return request.change().name().toLowerCase(Locale.ROOT) + "-" + name + "-" + request.shareId();
  }

  /** Ends well even if some images were refused: the report says which. */
  @WorkflowMethod
  ShareReport share(ShareRequest request);

  /** What is known so far, in the form of the report to come. */
  @QueryMethod
  ShareReport shareProgress();
}
