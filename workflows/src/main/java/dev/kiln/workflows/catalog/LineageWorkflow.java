package dev.kiln.workflows.catalog;

import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.image.Layering;
import dev.kiln.model.image.Lineage;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;

/**
 * Finds out what tags do not tell about where images come from. None of it is needed to know the
 * images: what a region or the cloud does not tell is left out.
 */
@WorkflowInterface
public interface LineageWorkflow {
  /** A look is nobody's lock: the caller gives it an id of its own. */
  static String id(String unique) {
    return "lineage-" + unique;
  }

  /** What could be found out. */
  @WorkflowMethod
  Lineage trace(Query query);

  /** What to find out about where images come from. */
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
