package dev.kiln.activities.share;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.aws.AwsFailures;
import dev.kiln.activities.aws.Grace;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.share.Grantee;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.share.ShareActivities;
import dev.kiln.workflows.share.ShareActivities.Order.Change;
import dev.kiln.workflows.share.SharingOutcome;
import dev.kiln.workflows.share.SharingOutcome.Grant.Outcome;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Changes an image's sharing from its current to the requested state. It reads first, so another
 * attempt, by any worker, does only the remaining part.
 */
final class SharingChange {
  private final LaunchPermissions launch;
  private final VolumePermissions volumes;
  private final SharingPreflight preflight;
  private final ShareActivities.Order order;
  private final RegionalAmi image;
  private final List<String> snapshots;
  private final Map<Grantee, String> refused = new TreeMap<>();

  SharingChange(AwsCalls aws, ShareActivities.Order order, List<String> snapshots) {
    this.launch = new LaunchPermissions(aws);
    this.volumes = new VolumePermissions(aws);
    this.preflight = new SharingPreflight(aws);
    this.order = order;
    this.image = order.image();
    this.snapshots = snapshots;
  }

  /**
   * If both are requested, a receiver who may not have the snapshots does not get the image either.
   */
  SharingOutcome apply() {
    switch (order.change()) {
      case GRANT -> {
        if (order.volumes()) {
          snapshots.forEach(this::changeSnapshot);
        }
        changeImage();
      }
      case REVOKE -> {
        changeImage();
        snapshots.forEach(this::changeSnapshot);
      }
    }
    verify();
    Outcome done = order.change() == Change.GRANT ? Outcome.GRANTED : Outcome.REVOKED;
    return new SharingOutcome(
        image,
        order.grantees().stream()
            .map(
                grantee ->
                    refused.containsKey(grantee)
                        ? SharingOutcome.Grant.refused(grantee, refused.getOrDefault(grantee, ""))
                        : SharingOutcome.Grant.of(grantee, done))
            .toList(),
        List.of());
  }

  private void changeImage() {
    change(
        "ModifyImageAttribute",
        open(order.grantees(), launch.read(image)),
        some -> launch.change(image, order.change(), some));
  }

  private void changeSnapshot(String snapshot) {
    Region region = image.region();
    List<Grantee> possible = order.grantees().stream().filter(VolumePermissions::canHave).toList();
    change(
        "ModifySnapshotAttribute",
        open(possible, volumes.read(region, snapshot)),
        some -> volumes.change(region, snapshot, order.change(), some));
  }

  /** The receivers whose permission is not as requested yet. */
  private List<Grantee> open(Collection<Grantee> asked, List<Grantee> there) {
    boolean wanted = order.change() == Change.GRANT;
    return asked.stream()
        .filter(grantee -> !refused.containsKey(grantee) && there.contains(grantee) != wanted)
        .toList();
  }

  /**
   * One call for all receivers. If EC2 refuses it, one call for each, so that the reason names the
   * right receiver.
   */
  private void change(String action, List<Grantee> grantees, Consumer<List<Grantee>> call) {
    if (grantees.isEmpty()) {
      return;
    }
    try {
      call.accept(grantees);
    } catch (SdkException no) {
      boolean young = AwsFailures.isUnknownId(no) && Grace.attempt() <= Grace.TRIES;
      if (young || !AwsFailures.isRefusal(no)) {
        throw Grace.failure(action, image.region(), Grace.attempt(), no);
      }
      if (grantees.size() == 1) {
        refused.put(grantees.get(0), reason(grantees.get(0), no));
      } else {
        grantees.forEach(grantee -> change(action, List.of(grantee), call));
      }
    }
  }

  private String reason(Grantee grantee, SdkException no) {
    boolean quota = AwsFailures.code(no).filter("ResourceLimitExceeded"::equals).isPresent();
    return AwsFailures.fact(no)
        + (quota && grantee.equals(Grantee.PUBLIC)
            ? "; public in " + image.region() + " are " + preflight.publicImages(image.region())
            : "");
  }

  private void verify() {
    List<Grantee> open = open(order.grantees(), launch.read(image));
    if (open.isEmpty()) {
      return;
    }
    if (Grace.attempt() <= Grace.TRIES) {
      throw FailureType.CLOUD_UNAVAILABLE.failure(
          "the permissions of " + image + " do not show the change yet; Kiln looks again");
    }
    open.forEach(grantee -> refused.put(grantee, "EC2 accepted the change but does not show it"));
  }
}
