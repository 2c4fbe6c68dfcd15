package dev.kiln.workflows.copy;

import dev.kiln.model.Region;
import dev.kiln.model.share.Sharing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where an image is to be besides the region it is in.
 *
 * @param regions to copy it to, each once
 * @param keys the KMS key of the copy, by region; a copy without one is encrypted as its source is
 * @param sharing with whom to share the image and its copies, which are shared as it is in any case
 */
public record Distribution(
    List<Region> regions, Map<Region, String> keys, Optional<Sharing> sharing) {
  public Distribution {
    regions = regions.stream().distinct().toList();
    keys = Map.copyOf(new TreeMap<>(keys));
  }

  /** Copies that are shared as their source is. */
  public Distribution(List<Region> regions, Map<Region, String> keys) {
    this(regions, keys, Optional.empty());
  }

  /** Copies encrypted as their source is. */
  public static Distribution to(List<Region> regions) {
    return new Distribution(regions, Map.of());
  }

  /** Whether there is nothing to do. */
  public boolean isNowhere() {
    return regions.isEmpty() && sharing.isEmpty();
  }

  /** The same with other names for the keys. */
  public Distribution with(Map<Region, String> renamed) {
    return new Distribution(regions, renamed, sharing);
  }

  /** The key that the copy in a region is to have. */
  public Optional<String> key(Region region) {
    return Optional.ofNullable(keys.get(region));
  }
}
