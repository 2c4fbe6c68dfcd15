package dev.kiln.workflows.share;

import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.share.Grantee;
import dev.kiln.model.share.Permissions;
import io.temporal.activity.ActivityInterface;
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
  SharingOutcome checkSharing(SharingOrder order);

  /** Makes what is missing of the change, and verifies it; safe to repeat. */
  SharingOutcome applySharing(SharingOrder order);
}
