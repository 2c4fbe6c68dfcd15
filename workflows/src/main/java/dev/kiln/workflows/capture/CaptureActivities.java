package dev.kiln.workflows.capture;

import dev.kiln.model.Region;
import io.temporal.activity.ActivityInterface;

/** Looking at the instance to take an image of. */
@ActivityInterface
public interface CaptureActivities {
  /**
   * Finds an instance and makes sure that an image of it can be taken.
   *
   * @param idOrName its id, or the value of its Name tag
   * @throws io.temporal.failure.ApplicationFailure if there is none, several have the name, or it
   *     is neither running nor stopped
   */
  CapturedInstance examineInstance(Region region, String idOrName);
}
