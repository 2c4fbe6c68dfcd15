package dev.kiln.activities.share;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.aws.FilterValues;
import dev.kiln.activities.aws.Grace;
import dev.kiln.activities.image.Ec2Images;
import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.share.Grantee;
import dev.kiln.model.share.Permissions;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.share.ShareActivities;
import dev.kiln.workflows.share.SharingOutcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Image;

/** Shares images by their launch permissions, and their snapshots if asked to. */
public final class Ec2ShareActivities implements ShareActivities {
  private static final Logger LOG = LoggerFactory.getLogger(Ec2ShareActivities.class);

  /** For this many tries, a new copy may be unknown to EC2. */
  private static final int GRACE_TRIES = 3;

  private final AwsCalls aws;
  private final LaunchPermissions launch;
  private final VolumePermissions volumes;
  private final Organizations organizations;

  public Ec2ShareActivities(AwsCalls aws) {
    this.aws = aws;
    this.launch = new LaunchPermissions(aws);
    this.volumes = new VolumePermissions(aws);
    this.organizations = new Organizations(aws);
  }

  @Override
  public List<Grantee> completeGrantees(Region region, List<Grantee> grantees) {
    return organizations.complete(region, grantees);
  }

  @Override
  public List<String> foreseePublic(Region region) {
    SharingPreflight preflight = new SharingPreflight(aws);
    return Stream.of(preflight.blockedInRegion(region), preflight.publicQuota(region))
        .flatMap(Optional::stream)
        .toList();
  }

  @Override
  public Map<AmiId, Permissions> readPermissions(Region region, List<AmiId> images) {
    Map<AmiId, Permissions> permissions = new TreeMap<>();
    for (Image image : describe(region, images)) {
      AmiId ami = new AmiId(image.imageId());
      permissions.put(
          ami,
          new Permissions(
              launch.read(new RegionalAmi(region, ami)),
              volumes.readAny(region, Ec2Images.snapshots(image))));
    }
    return permissions;
  }

  @Override
  public SharingOutcome checkSharing(ShareActivities.Order order) {
    return onImage(order, (asked, image) -> new SharingCheck(aws).of(asked, image));
  }

  @Override
  public SharingOutcome applySharing(ShareActivities.Order order) {
    SharingOutcome outcome =
        onImage(
            order,
            (asked, image) -> new SharingChange(aws, asked, Ec2Images.snapshots(image)).apply());
    LOG.info(
        "event=sharing_changed change={} ami={} region={} grants={}",
        order.change(),
        order.image().ami(),
        order.image().region(),
        outcome.grants().stream().map(one -> one.grantee() + ":" + one.outcome()).toList());
    return outcome;
  }

  private SharingOutcome onImage(
      ShareActivities.Order order, BiFunction<ShareActivities.Order, Image, SharingOutcome> step) {
    RegionalAmi at = order.image();
    List<Image> found = describe(at.region(), List.of(at.ami()));
    if (!found.isEmpty()) {
      return step.apply(order, found.get(0));
    }
    if (Grace.attempt() <= GRACE_TRIES) {
      throw FailureType.CLOUD_UNAVAILABLE.failure(at + " is not visible yet; Kiln tries again");
    }
    String reason = "this account has no such image, and only an image's owner can share it";
    return new SharingOutcome(
        at,
        order.grantees().stream()
            .map(grantee -> SharingOutcome.Grant.refused(grantee, reason))
            .toList(),
        List.of());
  }

  private List<Image> describe(Region region, List<AmiId> images) {
    return FilterValues.read(
        "image-id", images.stream().map(AmiId::value).toList(), these -> describe(region, these));
  }

  private List<Image> describe(Region region, Filter these) {
    DescribeImagesRequest request =
        DescribeImagesRequest.builder().owners("self").includeDisabled(true).filters(these).build();
    return aws.ec2().call(region, "DescribeImages", ec2 -> ec2.describeImages(request)).images();
  }
}
