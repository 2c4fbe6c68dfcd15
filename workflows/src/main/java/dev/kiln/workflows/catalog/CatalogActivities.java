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

/** Reading what images there are. */
@ActivityInterface
public interface CatalogActivities {
  /** All of our images under any of the keys, newest first, whatever their state. */
  List<KilnImage> findImages(List<ImageKey> keys);

  /** What other regions have of a chain; one that cannot be read has nothing. */
  List<RegionalImages> findElsewhere(ElsewhereQuery query);

  /** The regions that the account can use, as one of them tells. */
  List<Region> listRegions(Region any);

  /** All images that Kiln made in the region, newest first; of one template if asked. */
  List<KilnImage> listImages(Region region, Optional<String> template);

  /**
   * The image a base stands for today.
   *
   * @throws io.temporal.failure.ApplicationFailure if there is none, or it is not available, or is
   *     of another architecture
   */
  BaseAmi resolveBase(BaseImage base, Architecture architecture, Region region);

  /**
   * Asks what other regions have of a chain.
   *
   * @param keys of its layers, in the region that is built in
   * @param base of its lowest layer
   * @param regions to look in
   * @param ours whether to look, too, in those that the worker is told are ours
   */
  record ElsewhereQuery(List<ImageKey> keys, BaseImage base, List<Region> regions, boolean ours) {
    public ElsewhereQuery {
      keys = List.copyOf(keys);
      regions = List.copyOf(regions);
    }
  }

  /**
   * What one region has of a chain.
   *
   * @param images of any of its layers, newest first, whatever their state
   * @param currentBase what the lowest layer would start from there today, if that is known
   */
  record RegionalImages(Region region, List<KilnImage> images, Optional<AmiId> currentBase) {
    public RegionalImages {
      images = List.copyOf(images);
    }
  }
}
