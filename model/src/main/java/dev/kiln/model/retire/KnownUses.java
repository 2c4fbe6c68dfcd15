package dev.kiln.model.retire;

import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The known uses of images by other resources than images.
 *
 * @param unchecked why a region could not be checked; its images count as used
 */
public record KnownUses(List<ImageUse> uses, Map<Region, String> unchecked) {
  /** No uses, and no doubt. */
  public static final KnownUses NONE = new KnownUses(List.of(), Map.of());

  public KnownUses {
    uses = List.copyOf(uses);
    unchecked = Collections.unmodifiableMap(new TreeMap<>(unchecked));
  }

  /** The regions that could not be checked and why, for display. */
  public List<String> gaps() {
    Map<String, List<String>> regions = new TreeMap<>();
    unchecked.forEach(
        (region, why) ->
            regions.computeIfAbsent(why, first -> new ArrayList<>()).add(region.value()));
    return regions.entrySet().stream()
        .map(
            gap ->
                "cannot check which images in %s are in use, so all are kept: %s"
                    .formatted(String.join(", ", gap.getValue()), gap.getKey()))
        .toList();
  }

  /** The known uses of an image. */
  public List<ImageUse> of(AmiId image) {
    return uses.stream().filter(use -> use.image().equals(image)).toList();
  }

  /** Why an image's uses are unknown; empty if they are known. */
  public Optional<String> unchecked(OwnedImage image) {
    return Optional.ofNullable(unchecked.get(image.image().region()));
  }

  /** Both together. */
  public KnownUses and(KnownUses other) {
    Map<Region, String> both = new TreeMap<>(unchecked);
    other.unchecked.forEach((region, why) -> both.merge(region, why, "%s; %s"::formatted));
    return new KnownUses(Stream.concat(uses.stream(), other.uses.stream()).toList(), both);
  }
}
