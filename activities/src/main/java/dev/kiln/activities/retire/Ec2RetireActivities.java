package dev.kiln.activities.retire;

import static dev.kiln.activities.image.Ec2Images.filter;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.aws.AwsFailures;
import dev.kiln.activities.aws.Grace;
import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.retire.RetireActivities;
import dev.kiln.workflows.retire.RetireWorkflow;
import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.model.DeleteSnapshotReturnCode;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.SnapshotReturnCodes;

/** Deprecates, disables and deletes images on EC2. */
public final class Ec2RetireActivities implements RetireActivities {
  private static final Logger LOG = LoggerFactory.getLogger(Ec2RetireActivities.class);

  private static final Set<String> GONE =
      Set.of("InvalidAMIID.NotFound", "InvalidAMIID.Unavailable");

  /**
   * With the pauses between them, these tries take minutes: EC2 may believe for that long that an
   * image still exists.
   */
  private static final int SNAPSHOT_TRIES = 10;

  private final AwsCalls aws;
  private final OwnedImages images;

  public Ec2RetireActivities(AwsCalls aws) {
    this.aws = aws;
    this.images = new OwnedImages(aws);
  }

  @Override
  public RetireActivities.Deregistered deregisterImage(RegionalAmi image) {
    try {
      List<String> deleted =
          aws
              .ec2()
              .raw(
                  image.region(),
                  "DeregisterImage",
                  ec2 ->
                      ec2.deregisterImage(
                          r -> r.imageId(image.ami().value()).deleteAssociatedSnapshots(true)))
              .deleteSnapshotResults()
              .stream()
              .filter(result -> result.returnCode() == SnapshotReturnCodes.SUCCESS)
              .map(DeleteSnapshotReturnCode::snapshotId)
              .toList();
      LOG.info("event=image_deregistered ami={} region={}", image.ami(), image.region());
      return new RetireActivities.Deregistered(true, deleted);
    } catch (SdkException refused) {
      if (AwsFailures.code(refused).filter(GONE::contains).isPresent()) {
        return new RetireActivities.Deregistered(false, List.of());
      }
      throw AwsFailures.translate("DeregisterImage", image.region(), refused);
    }
  }

  @Override
  public List<RetireWorkflow.SnapshotFate> removeSnapshots(Region region, List<String> snapshots) {
    List<RetireWorkflow.SnapshotFate> fates = new ArrayList<>();
    Optional<SdkException> inUse = Optional.empty();
    for (String id : snapshots) {
      List<String> holders = images.holders(region, id);
      if (!holders.isEmpty()) {
        fates.add(RetireWorkflow.SnapshotFate.kept(id, "used by " + String.join(", ", holders)));
        continue;
      }
      Optional<SdkException> refused = delete(region, id);
      fates.add(
          refused
              .map(why -> RetireWorkflow.SnapshotFate.kept(id, String.valueOf(why.getMessage())))
              .orElseGet(() -> RetireWorkflow.SnapshotFate.gone(id)));
      inUse = inUse.or(() -> refused);
    }
    if (inUse.isPresent() && Grace.attempt() < SNAPSHOT_TRIES) {
      throw FailureType.CLOUD_UNAVAILABLE.failure(
          "the cloud still considers the snapshots in use; Kiln tries again", inUse.get());
    }
    return fates;
  }

  /**
   * Deletes a snapshot without an image; returns the refusal if EC2 believes that an image uses it.
   */
  private Optional<SdkException> delete(Region region, String id) {
    try {
      aws.ec2().raw(region, "DeleteSnapshot", ec2 -> ec2.deleteSnapshot(r -> r.snapshotId(id)));
      LOG.info("event=snapshot_deleted snapshot={} region={}", id, region);
      return Optional.empty();
    } catch (SdkException refused) {
      if (AwsFailures.isUnknownId(refused)) {
        return Optional.empty();
      }
      if (AwsFailures.code(refused).filter("InvalidSnapshot.InUse"::equals).isPresent()) {
        return Optional.of(refused);
      }
      throw AwsFailures.translate("DeleteSnapshot", region, refused);
    }
  }

  @Override
  public List<RetireActivities.Recoverable> findRecoverable(Region region, List<AmiId> deleted) {
    return images.inRecycleBin(region).stream()
        .map(
            one ->
                new RetireActivities.Recoverable(
                    new AmiId(one.imageId()), one.recycleBinExitTime()))
        .filter(one -> deleted.contains(one.ami()))
        .toList();
  }

  @Override
  public void deprecateImage(RegionalAmi image, Instant at) {
    aws.ec2()
        .call(
            image.region(),
            "EnableImageDeprecation",
            ec2 -> ec2.enableImageDeprecation(r -> r.imageId(image.ami().value()).deprecateAt(at)));
    LOG.info("event=image_deprecated ami={} region={} at={}", image.ami(), image.region(), at);
  }

  @Override
  public void disableImage(RegionalAmi image) {
    bring(
        image,
        "disabled",
        () ->
            aws.ec2()
                .call(
                    image.region(),
                    "DisableImage",
                    ec2 -> ec2.disableImage(r -> r.imageId(image.ami().value()))));
  }

  @Override
  public void enableImage(RegionalAmi image) {
    bring(
        image,
        "available",
        () ->
            aws.ec2()
                .call(
                    image.region(),
                    "EnableImage",
                    ec2 -> ec2.enableImage(r -> r.imageId(image.ami().value()))));
  }

  /** If a reply was lost, EC2 refuses the next call; the state decides. */
  private void bring(RegionalAmi image, String wanted, Runnable call) {
    if (state(image).equals(wanted)) {
      return;
    }
    try {
      call.run();
    } catch (ApplicationFailure refused) {
      if (!state(image).equals(wanted)) {
        throw refused;
      }
    }
    LOG.info("event=image_{} ami={} region={}", wanted, image.ami(), image.region());
  }

  private String state(RegionalAmi image) {
    DescribeImagesRequest request =
        DescribeImagesRequest.builder()
            .includeDisabled(true)
            .filters(filter("image-id", image.ami().value()))
            .build();
    return aws
        .ec2()
        .call(image.region(), "DescribeImages", ec2 -> ec2.describeImages(request))
        .images()
        .stream()
        .map(Image::stateAsString)
        .findFirst()
        .orElseThrow(
            () -> FailureType.INVALID_REQUEST.failure("cannot find " + image + ": it is gone"));
  }
}
