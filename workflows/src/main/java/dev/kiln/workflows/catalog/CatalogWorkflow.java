package dev.kiln.workflows.catalog;

import dev.kiln.model.Region;
import dev.kiln.model.image.KilnImage;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;
import java.util.Optional;

/**
 * Lists images. It is a workflow because only the worker has AWS credentials; the command line
 * needs none.
 */
@WorkflowInterface
public interface CatalogWorkflow {
  /** A listing locks nothing: the caller chooses the id. */
  static String id(String unique) {
    return "catalog-" + unique;
  }

  /** Images that Kiln made, newest first. */
  @WorkflowMethod
  List<KilnImage> list(Query query);

  /**
   * Which images to list.
   *
   * @param regions to look in, never empty
   * @param template the slug of the template whose images to list; absent for all
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
