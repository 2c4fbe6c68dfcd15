package dev.kiln.workflows.copy;

import dev.kiln.model.AmiId;
import dev.kiln.model.Architecture;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.image.ImageKey;
import io.temporal.activity.ActivityInterface;
import java.util.Map;
import java.util.Optional;

/** Copying images between regions. */
@ActivityInterface
public interface CopyActivities {
  /**
   * Finds out what would keep copies from being made or shared, before anything is begun.
   *
   * @param source the image, if it is there already
   * @return the same with each key by its ARN, whichever name it was given by
   * @throws io.temporal.failure.ApplicationFailure that tells all that stands in the way
   */
  Distribution checkDistribution(Region home, Optional<AmiId> source, Distribution distribution);

  /**
   * Reads the image to copy.
   *
   * @throws io.temporal.failure.ApplicationFailure if it is not there or can never be used
   */
  Source readCopySource(RegionalAmi image);

  /**
   * An image in the destination that is as good as a copy: a copy of the very image, or one of the
   * same key that was built no earlier. One that is available goes before one that is pending.
   */
  Optional<Found> findCopy(Source source, CopyWorkflow.Spec spec);

  /**
   * Has the cloud copy the image, or adopts the copy that an earlier try of this call has begun.
   */
  AmiId beginCopy(Request request);

  /**
   * Waits until the copy is available.
   *
   * @param key the KMS key that it must have; a copy with another is a failed one
   * @param sourceEncrypted whether its source is, so that nobody wonders if the copy is
   */
  CopyWorkflow.Copy awaitCopy(RegionalAmi copy, Optional<String> key, boolean sourceEncrypted);

  /**
   * Removes what a run has begun to copy and what came to nothing. Idempotent.
   *
   * @param copyId the run; its tokens begin with it
   * @param begun the copy, if its id is known: a tag may be visible later than that
   */
  void discardCopies(Region region, String copyId, Optional<AmiId> begun);

  /**
   * An image to copy, seen to be available. It is frozen in the workflow's history: a client token
   * is only good for the very same request.
   *
   * @param key what its tags say it is; absent for an image that is not of a template
   * @param encrypted whether any of its volumes is; then no copy can be unencrypted
   * @param tags all that may be given to a copy
   */
  record Source(
      RegionalAmi image,
      String name,
      String description,
      Architecture architecture,
      Optional<ImageKey> key,
      boolean encrypted,
      Map<String, String> tags) {
    public Source {
      tags = Map.copyOf(tags);
    }
  }

  /**
   * One call for a copy.
   *
   * @param token the same over all retries of this call; it is also the tag by which a copy is
   *     found whose id never arrived
   * @param tags all of the copy's
   */
  record Request(CopyWorkflow.Spec spec, Source source, String token, Map<String, String> tags) {
    public Request {
      tags = Map.copyOf(tags);
    }
  }

  /**
   * An image that is as good as the copy to be made.
   *
   * @param pending whether it is still being made
   */
  record Found(RegionalAmi image, boolean pending) {}
}
