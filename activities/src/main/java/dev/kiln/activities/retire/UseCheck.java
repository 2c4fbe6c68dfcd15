package dev.kiln.activities.retire;

import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.retire.ImageUse;
import java.util.List;

/** Looks for one or more kinds of use. */
@FunctionalInterface
public interface UseCheck {
  /**
   * The uses of any of the images. Several checks may report the same user.
   *
   * @throws io.temporal.failure.ApplicationFailure if the uses cannot be determined; then Kiln must
   *     not consider an image unused
   */
  List<ImageUse> find(Region region, List<AmiId> images);
}
