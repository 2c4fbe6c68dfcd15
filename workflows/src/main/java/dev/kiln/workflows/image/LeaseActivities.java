package dev.kiln.workflows.image;

import io.temporal.activity.ActivityInterface;

/** How a build waits for an image that any number of builds may want. */
@ActivityInterface
public interface LeaseActivities {
  /**
   * Starts the image's run or joins it, and waits for what it gives. Cancelling this gives the
   * lease back; the run itself goes on while others wait.
   *
   * @param holder who waits, the same over all attempts of this activity
   */
  Image obtainImage(ImageSpec spec, String holder);

  /**
   * After a lease was given back: waits until the run has cleaned up, or returns at once if others
   * still wait for it.
   */
  void awaitRelease(String workflowId, String holder);
}
