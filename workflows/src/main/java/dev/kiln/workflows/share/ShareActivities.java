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

/** Reading and changing who may use images. */
@ActivityInterface
public interface ShareActivities {
  /**
   * Turns ids of organizations and units into the ARNs that EC2 takes.
   *
   * @throws io.temporal.failure.ApplicationFailure if the account's organization cannot be read, or
   *     is another one
   */
  List<Grantee> completeGrantees(Region region, List<Grantee> grantees);

  /** What would keep an image from being public in a region, before there is one. */
  List<String> foreseePublic(Region region);

  /** Who may use each of our images. */
  Map<AmiId, Permissions> readPermissions(Region region, List<AmiId> images);

  /**
   * Tells for each receiver whether the change is needed and whether the cloud would allow it. It
   * changes nothing.
   */
  SharingOutcome checkSharing(Order order);

  /** Makes what is missing of the change, and verifies it; safe to repeat. */
  SharingOutcome applySharing(Order order);

  /**
   * What is to become of the permissions of one image.
   *
   * @param grantees each in its complete form
   * @param volumes whether its snapshots are shared too, so that receivers can copy the image
   */
  record Order(RegionalAmi image, Change change, List<Grantee> grantees, boolean volumes) {
    public Order {
      grantees = grantees.stream().distinct().sorted().toList();
    }

    /** Which way. */
    public enum Change {
      GRANT,
      REVOKE
    }

    /** The same for some of them. */
    public Order only(Collection<Grantee> some) {
      return new Order(image, change, List.copyOf(some), volumes);
    }
  }
}
