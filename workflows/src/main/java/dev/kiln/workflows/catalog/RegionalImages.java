package dev.kiln.workflows.catalog;

import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.image.KilnImage;
import java.util.List;
import java.util.Optional;

/**
 * What one region has of a chain.
 *
 * @param images of any of its layers, newest first, whatever their state
 * @param currentBase what the lowest layer would start from there today, if that is known
 */
public record RegionalImages(Region region, List<KilnImage> images, Optional<AmiId> currentBase) {
  public RegionalImages {
    images = List.copyOf(images);
  }
}
