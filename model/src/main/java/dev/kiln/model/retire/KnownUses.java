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
 * What was found out about the uses of images by anything but images.
 *
 * @param unchecked why nothing is known of a region; its images count as used
 */
public record KnownUses(List<ImageUse> uses, Map<Region, String> unchecked) {
  /** Nothing was found, and nothing is in doubt. */
  public static final KnownUses NONE = new KnownUses(List.of(), Map.of());

  public KnownUses {
    uses = List.copyOf(uses);
    unchecked = Collections.unmodifiableMap(new TreeMap<>(unchecked));
  }

  /** What could not be found out and where, for people. */
  public List<String> gaps() {
    Map<String, List<String>> regions = new TreeMap<>();
    unchecked.forEach(
        (region, why) ->
            regions.computeIfAbsent(why, first -> new ArrayList<>()).add(region.value()));
    return regions.entrySet().stream()
        .map(
            gap ->
                "what uses images in %s is not known, so all are kept: %s"
                    .formatted(String.join(", ", gap.getValue()), gap.getKey()))
        .toList();
  }

  /** The known uses of an image. */
  public List<ImageUse> of(AmiId image) {
    return uses.stream().filter(use -> use.image().equals(image)).toList();
  }

  /** Why an image's uses are not known; empty if they are. */
  public Optional<String> unchecked(OwnedImage image) {
    return Optional.ofNullable(unchecked.get(image.image().region()));
  }

  /** These and others. */
  public KnownUses and(KnownUses other) {
    Map<Region, String> both = new TreeMap<>(unchecked);
    other.unchecked.forEach((region, why) -> both.merge(region, why, "%s; %s"::formatted));
    return new KnownUses(Stream.concat(uses.stream(), other.uses.stream()).toList(), both);
  }
}
