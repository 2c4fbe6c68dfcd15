package dev.kiln.workflows.copy;

import dev.kiln.model.AmiId;
import dev.kiln.model.Architecture;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.image.ImageKey;
import io.temporal.activity.ActivityInterface;
import java.util.Map;
import java.util.Optional;

/** Copies images between regions. */
@ActivityInterface
public interface CopyActivities {
  /**
   * Looks for every obstacle to making or sharing the copies, before anything starts.
   *
   * @param source the image, if it exists already
   * @return the same distribution with each KMS key as an ARN
   * @throws io.temporal.failure.ApplicationFailure that lists all obstacles
   */
  Distribution checkDistribution(Region home, Optional<AmiId> source, Distribution distribution);

  /**
   * Reads the image to copy.
   *
   * @throws io.temporal.failure.ApplicationFailure if it does not exist or can never be used
   */
  Source readCopySource(RegionalAmi image);

  /**
   * An image in the destination that can serve as the copy: a copy of this very image, or an image
   * with the same key that was built no earlier. An available one is preferred to a pending one.
   */
  Optional<Found> findCopy(Source source, CopyWorkflow.Spec spec);

  /** Starts the copy, or adopts the one that an earlier attempt of this call started. */
  AmiId beginCopy(Request request);

  /**
   * Waits until the copy is available.
   *
   * @param key the KMS key that it must have; a copy with another key counts as failed
   * @param sourceEncrypted whether its source is encrypted; then nobody wonders why the copy is
   */
  CopyWorkflow.Copy awaitCopy(RegionalAmi copy, Optional<String> key, boolean sourceEncrypted);

  /**
   * Removes the unfinished and failed copies of a run. Idempotent.
   *
   * @param copyId the run; its tokens begin with it
   * @param begun the copy, if its id is known: its tags may become visible later
   */
  void discardCopies(Region region, String copyId, Optional<AmiId> begun);

  /**
   * An available image to copy. The workflow's history keeps it, because a client token is valid
   * only for exactly the same request.
   *
   * @param key from its tags; absent for an image that no template made
   * @param encrypted whether any of its volumes is encrypted; then every copy is too
   * @param tags that a copy may have
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
   * One call that starts a copy.
   *
   * @param token the same in all retries of this call; as a tag it also finds a copy whose id never
   *     arrived
   * @param tags of the copy
   */
  record Request(CopyWorkflow.Spec spec, Source source, String token, Map<String, String> tags) {
    public Request {
      tags = Map.copyOf(tags);
    }
  }

  /**
   * An image that can serve as the copy.
   *
   * @param pending whether it is unfinished
   */
  record Found(RegionalAmi image, boolean pending) {}
}
