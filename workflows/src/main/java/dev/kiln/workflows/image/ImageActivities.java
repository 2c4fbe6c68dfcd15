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

/** Takes images, waits for them and removes leftovers. */
@ActivityInterface
public interface ImageActivities {
  /**
   * Has the cloud take the image, or adopts the one that an earlier attempt of this run has taken.
   */
  AmiId registerImage(RegisterRequest request);

  /** Waits until the image is available; fails if there is no progress. */
  Image awaitImage(AmiId ami, ImageKey key);

  /**
   * Records the result of the checks in an image's tags. From then on lookups find an image that
   * has passed its boot test.
   */
  void recordValidation(ValidationRecord outcome);

  /** Measures what an image stores and what it adds, and records it in the image's tags. */
  void recordSize(SizeQuery query);

  /** Removes a useless image of this run, with its snapshots. */
  void discardImage(AmiId ami, ImageKey key);

  /**
   * Removes everything with the build's id: builders always, and unfinished images unless {@code
   * keepImage} is set. Idempotent; it ignores what is gone already.
   *
   * @return a sentence that lists what was removed or kept
   */
  String removeLeftovers(Leftovers leftovers);

  /**
   * The image to take of an instance.
   *
   * @param buildId of the run that takes it; the run recognises its image by this tag
   * @param amiName unique in account and region, and the same in all retries, so that a second call
   *     finds the first one's image
   * @param description for the AWS console
   * @param noReboot leave the instance running; has no effect on a stopped one
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
   * The result of a validation, for the image's tags.
   *
   * @param accepts whether this is the boot test that the image must pass before it is used
   */
  record ValidationRecord(
      AmiId ami, Region region, Validation validation, Instant at, boolean accepts) {}

  /**
   * A new image to measure.
   *
   * @param parent the image it was built on, if that is one of ours
   * @param stored the size of its snapshots, if the cloud has reported it
   */
  record SizeQuery(AmiId ami, Region region, Optional<AmiId> parent, Optional<Long> stored) {}

  /**
   * The resources that a run may leave behind when it ends.
   *
   * @param buildId the tag on everything that the run created
   * @param builder the builder, if its id is known: its tags may become visible later
   * @param keepBuilder leave the builder running, for somebody to look at
   * @param keepImage the image is good and stays
   */
  record Leftovers(
      Region region,
      String buildId,
      Optional<InstanceId> builder,
      boolean keepBuilder,
      boolean keepImage) {}
}
