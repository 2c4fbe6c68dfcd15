package dev.kiln.workflows.catalog;

import dev.kiln.model.AmiId;
import dev.kiln.model.Architecture;
import dev.kiln.model.Region;
import dev.kiln.model.image.ImageKey;
import dev.kiln.model.image.KilnImage;
import dev.kiln.model.layer.BaseImage;
import io.temporal.activity.ActivityInterface;
import java.util.List;
import java.util.Optional;

/** Reads which images exist. */
@ActivityInterface
public interface CatalogActivities {
  /** All of our images with any of the keys, in any state, newest first. */
  List<KilnImage> findImages(List<ImageKey> keys);

  /** The images of a chain in other regions. A region that cannot be read counts as empty. */
  List<RegionalImages> findElsewhere(ElsewhereQuery query);

  /** The regions that the account can use; any one of them knows the list. */
  List<Region> listRegions(Region any);

  /** All images that Kiln made in the region, newest first; only those of one template if asked. */
  List<KilnImage> listImages(Region region, Optional<String> template);

  /**
   * The image that a base means today.
   *
   * @throws io.temporal.failure.ApplicationFailure if there is none, it is not available, or it has
   *     another architecture
   */
  BaseAmi resolveBase(BaseImage base, Architecture architecture, Region region);

  /**
   * A question about the images of a chain in other regions.
   *
   * @param keys of its layers, in the region of the build
   * @param base of its lowest layer
   * @param regions to look in
   * @param ours look also in the regions that the worker's settings list as ours
   */
  record ElsewhereQuery(List<ImageKey> keys, BaseImage base, List<Region> regions, boolean ours) {
    public ElsewhereQuery {
      keys = List.copyOf(keys);
      regions = List.copyOf(regions);
    }
  }

  /**
   * The images of a chain in one region.
   *
   * @param images of any of its layers, in any state, newest first
   * @param currentBase the image from which the lowest layer would start there today, if known
   */
  record RegionalImages(Region region, List<KilnImage> images, Optional<AmiId> currentBase) {
    public RegionalImages {
      images = List.copyOf(images);
    }
  }
}
