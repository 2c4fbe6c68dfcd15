package dev.kiln.activities.share;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.image.Ec2Images;
import dev.kiln.model.Region;
import dev.kiln.model.share.Grantee;
import dev.kiln.workflows.share.ShareActivities;
import dev.kiln.workflows.share.SharingOutcome;
import dev.kiln.workflows.share.SharingOutcome.Grant.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.ec2.model.Image;

/** Predicts the result of a change by reading only. */
final class SharingCheck {
  private final LaunchPermissions launch;
  private final VolumePermissions volumes;
  private final SharingPreflight preflight;

  SharingCheck(AwsCalls aws) {
    this.launch = new LaunchPermissions(aws);
    this.volumes = new VolumePermissions(aws);
    this.preflight = new SharingPreflight(aws);
  }

  SharingOutcome of(ShareActivities.Order order, Image image) {
    Region region = order.image().region();
    List<Grantee> launching = launch.read(order.image());
    return switch (order.change()) {
      case REVOKE -> {
        List<Grantee> reading = volumes.readAny(region, Ec2Images.snapshots(image));
        yield outcome(
            order,
            grantee ->
                SharingOutcome.Grant.of(
                    grantee,
                    launching.contains(grantee) || reading.contains(grantee)
                        ? Outcome.PLANNED
                        : Outcome.ABSENT),
            List.of());
      }
      case GRANT -> grants(order, image, launching);
    };
  }

  private SharingOutcome grants(ShareActivities.Order order, Image image, List<Grantee> launching) {
    Region region = order.image().region();
    List<Grantee> reading =
        order.volumes() ? volumes.readAll(region, Ec2Images.snapshots(image)) : List.of();
    List<Grantee> missing =
        order.grantees().stream()
            .filter(
                grantee ->
                    !launching.contains(grantee)
                        || (order.volumes()
                            && VolumePermissions.canHave(grantee)
                            && !reading.contains(grantee)))
            .toList();
    Optional<String> toAll =
        missing.isEmpty()
            ? Optional.empty()
            : preflight.objection(region, image).or(() -> launch.denial(order.image(), missing));
    boolean publish = toAll.isEmpty() && missing.contains(Grantee.PUBLIC);
    Optional<String> toPublic =
        publish ? preflight.objectionToPublic(region, image) : Optional.empty();
    return outcome(
        order,
        grantee ->
            !missing.contains(grantee)
                ? SharingOutcome.Grant.of(grantee, Outcome.ALREADY)
                : toAll
                    .or(() -> grantee.equals(Grantee.PUBLIC) ? toPublic : Optional.empty())
                    .map(objection -> SharingOutcome.Grant.refused(grantee, objection))
                    .orElseGet(() -> SharingOutcome.Grant.of(grantee, Outcome.PLANNED)),
        toAll.isPresent() ? List.of() : notes(order, image, publish && toPublic.isEmpty()));
  }

  private List<String> notes(ShareActivities.Order order, Image image, boolean publish) {
    Region region = order.image().region();
    List<String> notes = new ArrayList<>();
    if (publish) {
      preflight.publicQuota(region).ifPresent(notes::add);
    }
    List<Grantee> named =
        order.grantees().stream().filter(grantee -> !grantee.equals(Grantee.PUBLIC)).toList();
    notes.addAll(preflight.keyNotes(region, image, named));
    if (order.volumes() && !order.grantees().stream().allMatch(VolumePermissions::canHave)) {
      notes.add(
          "members of an organization can start instances but not copy the image: EC2 shares"
              + " snapshots with accounts only");
    }
    return notes;
  }

  private static SharingOutcome outcome(
      ShareActivities.Order order,
      Function<Grantee, SharingOutcome.Grant> grant,
      List<String> notes) {
    return new SharingOutcome(order.image(), order.grantees().stream().map(grant).toList(), notes);
  }
}
