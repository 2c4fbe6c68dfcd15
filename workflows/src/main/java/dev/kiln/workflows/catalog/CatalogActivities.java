package dev.kiln.workflows.catalog;

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
}
