package dev.kiln.workflows.catalog;

import dev.kiln.model.Region;
import java.util.List;
import java.util.Optional;

/**
 * Which images to list.
 *
 * @param regions where to look, never empty
 * @param template only those of this template's slug
 */
public record CatalogQuery(List<Region> regions, Optional<String> template) {
  public CatalogQuery {
    regions = List.copyOf(regions);
    if (regions.isEmpty()) {
      throw new IllegalArgumentException("cannot list images: no region given; pass --region");
    }
  }
}
