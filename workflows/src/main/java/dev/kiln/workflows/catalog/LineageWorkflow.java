package dev.kiln.workflows.catalog;

import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.image.Layering;
import dev.kiln.model.image.Lineage;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;

/**
 * Finds out where images come from, as far as tags do not say. All of it is optional: if a region
 * or the cloud does not answer, it is left out.
 */
@WorkflowInterface
public interface LineageWorkflow {
  /** A look locks nothing: the caller chooses the id. */
  static String id(String unique) {
    return "lineage-" + unique;
  }

  /** The answers that were found. */
  @WorkflowMethod
  Lineage trace(Query query);

  /** The questions about where images come from. */
  record Query(List<InRegion> regions) {
    public Query {
      regions = List.copyOf(regions);
    }

    /**
     * The questions to one region.
     *
     * @param foreign images to name
     * @param layerings images to measure
     */
    public record InRegion(Region region, List<AmiId> foreign, List<Layering> layerings) {
      public InRegion {
        foreign = List.copyOf(foreign);
        layerings = List.copyOf(layerings);
      }
    }
  }
}
