package dev.kiln.workflows.catalog;

import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.image.AddedBytes;
import dev.kiln.model.image.ForeignImage;
import dev.kiln.model.image.Layering;
import io.temporal.activity.ActivityInterface;
import java.util.List;

/** Reads where images come from, beyond their tags. */
@ActivityInterface
public interface LineageActivities {
  /** Finds the names of anybody's images. An image that does not exist has none in the answer. */
  List<ForeignImage> nameImages(Region region, List<AmiId> amis);

  /**
   * Measures how much images store in addition to the images below them. Images that cannot be
   * measured are left out.
   */
  List<AddedBytes> measureAdded(Region region, List<Layering> layerings);
}
