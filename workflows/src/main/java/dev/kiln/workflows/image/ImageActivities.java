package dev.kiln.workflows.image;

import dev.kiln.model.AmiId;
import dev.kiln.model.InstanceId;
import dev.kiln.model.Region;
import dev.kiln.model.image.ImageKey;
import dev.kiln.model.image.Validation;
import io.temporal.activity.ActivityInterface;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Taking images, waiting for them and removing what is left over. */
@ActivityInterface
public interface ImageActivities {
  /** Has the cloud take the image, or adopts the one an earlier try of this run has taken. */
  AmiId registerImage(RegisterRequest request);

  /** Waits until the image is available; the wait ends in failure if there is no progress. */
  Image awaitImage(AmiId ami, ImageKey key);

  /** Keeps with an image what its checks said; one that was booted by its run is found from now. */
  void recordValidation(ValidationRecord outcome);

  /** Removes an image of this run that came to nothing, with its snapshots. */
  void discardImage(AmiId ami, ImageKey key);

  /**
   * Removes what carries the build's id: builders always, unfinished images too unless {@code
   * keepImage} is set. Idempotent; what is gone already is fine.
   *
   * @return what was removed or kept, in words
   */
  String removeLeftovers(Leftovers leftovers);

  /**
   * The image to take of an instance.
   *
   * @param buildId the run that takes it; a tag of the image too, by which the run knows its own
   * @param amiName unique in account and region, the same over all retries: that is what makes a
   *     second call find the first one's image
   * @param description shown beside the name in the console
   * @param noReboot leave the instance running; of no matter if it is stopped
   */
  record RegisterRequest(
      InstanceId instance,
      String buildId,
      ImageKey key,
      String amiName,
      String description,
      boolean noReboot,
      Map<String, String> tags) {
    public RegisterRequest {
      tags = Map.copyOf(tags);
    }
  }

  /**
   * What to keep with an image of its validation.
   *
   * @param accepts whether this is the boot test that the image must pass before it is used
   */
  record ValidationRecord(
      AmiId ami, Region region, Validation validation, Instant at, boolean accepts) {}

  /**
   * What a run may leave behind when it ends.
   *
   * @param buildId everything the run created carries it as a tag
   * @param builder the builder, if the run came to know its id: a tag may be visible later than
   *     that
   * @param keepBuilder leave the builder as it is, for someone to look at
   * @param keepImage the image is good and stays
   */
  record Leftovers(
      Region region,
      String buildId,
      Optional<InstanceId> builder,
      boolean keepBuilder,
      boolean keepImage) {}
}
