package dev.kiln.workflows.catalog;

import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.image.AddedBytes;
import dev.kiln.model.image.ForeignImage;
import dev.kiln.model.image.Layering;
import io.temporal.activity.ActivityInterface;
import java.util.List;

/** Reading where images come from, beyond their tags. */
@ActivityInterface
public interface LineageActivities {
  /** Names images of anybody; one that is not there is told without a name. */
  List<ForeignImage> nameImages(Region region, List<AmiId> amis);

  /** Measures what images store beyond the ones below them; what cannot be measured is left out. */
  List<AddedBytes> measureAdded(Region region, List<Layering> layerings);
}
