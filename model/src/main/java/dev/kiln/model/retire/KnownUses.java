package dev.kiln.model.retire;

import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was found out about the uses of images by anything but images.
 *
 * @param unchecked why nothing is known of a region; its images count as used
 */
public record KnownUses(List<ImageUse> uses, Map<Region, String> unchecked) {
  public KnownUses {
    uses = List.copyOf(uses);
    unchecked = Map.copyOf(unchecked);
  }

  /** The known uses of an image. */
  public List<ImageUse> of(AmiId image) {
    return uses.stream().filter(use -> use.image().equals(image)).toList();
  }

  /** Why an image's uses are not known; empty if they are. */
  public Optional<String> unchecked(OwnedImage image) {
    return Optional.ofNullable(unchecked.get(image.image().region()));
  }

  /** These and more. */
  public KnownUses with(List<ImageUse> more) {
    return new KnownUses(Stream.concat(uses.stream(), more.stream()).toList(), unchecked);
  }
}
