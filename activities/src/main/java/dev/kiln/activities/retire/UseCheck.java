package dev.kiln.activities.retire;

import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.retire.ImageUse;
import java.util.List;

/** Looks for some kinds of use. */
@FunctionalInterface
public interface UseCheck {
  /**
   * The uses of any of the images. The same user may be told by several checks.
   *
   * @throws io.temporal.failure.ApplicationFailure if it cannot be found out; then nobody may take
   *     an image for unused
   */
  List<ImageUse> find(Region region, List<AmiId> images);
}
