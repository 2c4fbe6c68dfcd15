package dev.kiln.workflows.catalog;

import dev.kiln.model.Region;
import dev.kiln.model.image.ImageKey;
import dev.kiln.model.layer.BaseImage;
import java.util.List;

/**
 * Asks what other regions have of a chain.
 *
 * @param keys of its layers, in the region that is built in
 * @param base of its lowest layer
 * @param regions to look in
 * @param ours whether to look, too, in those that the worker is told are ours
 */
public record ElsewhereQuery(
    List<ImageKey> keys, BaseImage base, List<Region> regions, boolean ours) {
  public ElsewhereQuery {
    keys = List.copyOf(keys);
    regions = List.copyOf(regions);
  }
}
