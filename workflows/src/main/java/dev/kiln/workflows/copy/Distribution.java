package dev.kiln.workflows.copy;

import dev.kiln.model.Region;
import dev.kiln.model.share.Sharing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The other regions that get an image, and the accounts that may use it.
 *
 * @param regions to copy it to, without duplicates
 * @param keys the KMS key of the copy, by region; a copy without one is encrypted like its source
 * @param sharing the accounts to share the image and its copies with; a copy is always shared like
 *     its source, too
 */
public record Distribution(
    List<Region> regions, Map<Region, String> keys, Optional<Sharing> sharing) {
  public Distribution {
    regions = regions.stream().distinct().toList();
    keys = Map.copyOf(new TreeMap<>(keys));
  }

  /** Copies that are shared like their source. */
  public Distribution(List<Region> regions, Map<Region, String> keys) {
    this(regions, keys, Optional.empty());
  }

  /** Copies that are encrypted like their source. */
  public static Distribution to(List<Region> regions) {
    return new Distribution(regions, Map.of());
  }

  /** Whether there is nothing to do. */
  public boolean isNowhere() {
    return regions.isEmpty() && sharing.isEmpty();
  }

  /** The same distribution with other names for the keys. */
  public Distribution with(Map<Region, String> renamed) {
    return new Distribution(regions, renamed, sharing);
  }

  /** The key for the copy in a region. */
  public Optional<String> key(Region region) {
    return Optional.ofNullable(keys.get(region));
  }
}
