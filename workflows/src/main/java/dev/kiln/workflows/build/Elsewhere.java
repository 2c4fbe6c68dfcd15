package dev.kiln.workflows.build;

import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.image.ImageKey;
import dev.kiln.model.image.ImageState;
import dev.kiln.model.image.KilnImage;
import dev.kiln.model.image.Validation;
import dev.kiln.workflows.catalog.CatalogActivities;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The images of a chain in other regions: those to copy, and those that show whether a copy is
 * stale.
 */
record Elsewhere(List<ImageKey> keys, List<CatalogActivities.RegionalImages> regions) {
  Elsewhere {
    keys = List.copyOf(keys);
    regions = List.copyOf(regions);
  }

  /**
   * The image of a layer to copy: a fresh one rather than a stale one, and then the newest.
   *
   * @param freshOnly ignore stale images
   */
  Optional<KilnImage> toCopy(int layer, boolean freshOnly) {
    return regions.stream()
        .flatMap(there -> images(there, layer).stream())
        .filter(image -> Validation.in(image.tags()).filter(Validation.FAILED::equals).isEmpty())
        .filter(image -> !freshOnly || !isStale(layer, image))
        .max(
            Comparator.comparing((KilnImage image) -> !isStale(layer, image))
                .thenComparing(KilnImage::created));
  }

  /**
   * The image on which a layer would be built today in the region where {@code image} was built;
   * empty if that region was not read.
   */
  Optional<AmiId> below(int layer, KilnImage image) {
    Region built = built(image);
    return regions.stream()
        .filter(there -> there.region().equals(built))
        .findFirst()
        .flatMap(
            there ->
                layer == 0
                    ? there.currentBase()
                    : images(there, layer - 1).stream().findFirst().map(KilnImage::ami));
  }

  /** The region where an image was built. The id of its base image belongs to that region. */
  static Region built(KilnImage image) {
    return image.copiedFrom().map(from -> from.region()).orElse(image.key().region());
  }

  private boolean isStale(int layer, KilnImage image) {
    Optional<AmiId> below = below(layer, image);
    return below.isPresent() && image.baseAmi().isPresent() && !below.equals(image.baseAmi());
  }

  /** The available images, newest first. */
  private List<KilnImage> images(CatalogActivities.RegionalImages there, int layer) {
    ImageKey key = keys.get(layer).in(there.region());
    return there.images().stream()
        .filter(image -> image.key().equals(key) && image.state() == ImageState.AVAILABLE)
        .toList();
  }
}
