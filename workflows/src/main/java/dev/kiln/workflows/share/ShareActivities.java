package dev.kiln.workflows.share;

import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.share.Grantee;
import dev.kiln.model.share.Permissions;
import io.temporal.activity.ActivityInterface;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Reads and changes who may use images. */
@ActivityInterface
public interface ShareActivities {
  /**
   * Turns ids of organizations and units into the ARNs that EC2 accepts.
   *
   * @throws io.temporal.failure.ApplicationFailure if the account's organization cannot be read, or
   *     is a different one
   */
  List<Grantee> completeGrantees(Region region, List<Grantee> grantees);

  /** Finds the obstacles to a public image in a region, before the image exists. */
  List<String> foreseePublic(Region region);

  /** Reads who may use each of our images. */
  Map<AmiId, Permissions> readPermissions(Region region, List<AmiId> images);

  /**
   * Finds out for each receiver whether the change is needed and whether the cloud would allow it.
   * It changes nothing.
   */
  SharingOutcome checkSharing(Order order);

  /** Makes the missing part of the change, and verifies it. Idempotent. */
  SharingOutcome applySharing(Order order);

  /**
   * A change of one image's permissions.
   *
   * @param grantees in their complete form
   * @param volumes share its snapshots too, so that receivers can copy the image
   */
  record Order(RegionalAmi image, Change change, List<Grantee> grantees, boolean volumes) {
    public Order {
      grantees = grantees.stream().distinct().sorted().toList();
    }

    /** The direction of the change. */
    public enum Change {
      GRANT,
      REVOKE
    }

    /** The same change for some of the receivers. */
    public Order only(Collection<Grantee> some) {
      return new Order(image, change, List.copyOf(some), volumes);
    }
  }
}
