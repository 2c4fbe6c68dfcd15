package dev.kiln.workflows.catalog;

import dev.kiln.model.Region;
import dev.kiln.model.image.KilnImage;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;
import java.util.Optional;

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
  List<KilnImage> list(Query query);

  /**
   * Which images to list.
   *
   * @param regions where to look, never empty
   * @param template only those of this template's slug
   */
  record Query(List<Region> regions, Optional<String> template) {
    public Query {
      regions = List.copyOf(regions);
      if (regions.isEmpty()) {
        throw new IllegalArgumentException("cannot list images: no region given; pass --region");
      }
    }
  }
}
