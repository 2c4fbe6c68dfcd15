package dev.kiln.workflows.catalog;

import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.image.Layering;
import java.util.List;

/** What to find out about where images come from. */
public record LineageQuery(List<InRegion> regions) {
  public LineageQuery {
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
