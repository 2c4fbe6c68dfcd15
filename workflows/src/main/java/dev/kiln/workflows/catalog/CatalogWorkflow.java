package dev.kiln.workflows.catalog;

import dev.kiln.model.image.KilnImage;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;

/**
 * Lists images. It is a workflow so that the command line needs no AWS credentials: they live only
 * where the worker runs.
 */
@WorkflowInterface
public interface CatalogWorkflow {
  /** A listing is nobody's lock: the caller gives it an id of its own. */
  static String id(String unique) {
    return "catalog-" + unique;
  }

  /** Images that Kiln made, newest first. */
  @WorkflowMethod
  List<KilnImage> list(CatalogQuery query);
}
