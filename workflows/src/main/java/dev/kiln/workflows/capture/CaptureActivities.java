package dev.kiln.workflows.capture;

import dev.kiln.model.AmiId;
import dev.kiln.model.Architecture;
import dev.kiln.model.InstanceId;
import dev.kiln.model.Region;
import io.temporal.activity.ActivityInterface;

/** Examines the instance of which to take an image. */
@ActivityInterface
public interface CaptureActivities {
  /**
   * Finds an instance and checks that Kiln can take an image of it.
   *
   * @param idOrName its id, or the value of its Name tag
   * @throws io.temporal.failure.ApplicationFailure if there is none, several have the name, or it
   *     is neither running nor stopped
   */
  CapturedInstance examineInstance(Region region, String idOrName);

  /**
   * An instance of which Kiln can take an image.
   *
   * @param name the value of its Name tag; empty if it has none
   * @param state in EC2's word: {@code running} or {@code stopped}
   * @param image the image it was launched from
   * @param sizeGib the total size of its visible volumes
   */
  record CapturedInstance(
      InstanceId id,
      String name,
      String state,
      String instanceType,
      Architecture architecture,
      AmiId image,
      int sizeGib) {}
}
