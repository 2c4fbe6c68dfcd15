package dev.kiln.activities.doctor;

import static java.util.Map.entry;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.ImageAttributeName;
import software.amazon.awssdk.services.ec2.model.ImageUsageResourceTypeRequest;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.SnapshotAttributeName;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/**
 * Dry runs of the calls to EC2: it answers whether it would have made them. Their resources do not
 * exist, except for the image from which a builder would start.
 */
final class Ec2Probes {
  private static final String INSTANCE = "i-0123456789abcdef0";
  private static final String SNAPSHOT = "snap-0123456789abcdef0";
  private static final String VOLUME = "vol-0123456789abcdef0";
  private static final String REPORT = "report-0123456789abcdef0";
  private static final Tag OURS = Tag.builder().key("ManagedBy").value("kiln").build();

  private static final Tag EXPIRY = Tag.builder().key("ExpiresAt").build();

  private final String image;
  private final String type;
  private final Optional<String> profile;

  /**
   * Dry runs.
   *
   * @param image that everybody may launch and copy
   * @param type of an instance that can be launched from it
   * @param profile of builders
   */
  Ec2Probes(String image, String type, Optional<String> profile) {
    this.image = image;
    this.type = type;
    this.profile = profile;
  }

  /** By the action, without its service. */
  Map<String, Consumer<Ec2Client>> all() {
    Map<String, Consumer<Ec2Client>> all = new HashMap<>(lists());
    all.putAll(details());
    all.putAll(changes());
    all.putAll(states());
    all.putAll(removals());
    return all;
  }

  private static Map<String, Consumer<Ec2Client>> lists() {
    return Map.ofEntries(
        entry("DescribeAvailabilityZones", c -> c.describeAvailabilityZones(r -> r.dryRun(true))),
        entry("DescribeImages", c -> c.describeImages(r -> r.dryRun(true))),
        entry("DescribeImageUsageReports", c -> c.describeImageUsageReports(r -> r.dryRun(true))),
        entry("DescribeInstances", c -> c.describeInstances(r -> r.dryRun(true))),
        entry(
            "DescribeLaunchTemplateVersions",
            c -> c.describeLaunchTemplateVersions(r -> r.dryRun(true).versions("$Latest"))),
        entry("DescribeRegions", c -> c.describeRegions(r -> r.dryRun(true))),
        entry("DescribeSnapshots", c -> c.describeSnapshots(r -> r.dryRun(true))),
        entry("DescribeVolumes", c -> c.describeVolumes(r -> r.dryRun(true))),
        entry(
            "GetImageBlockPublicAccessState",
            c -> c.getImageBlockPublicAccessState(r -> r.dryRun(true))),
        entry("ListImagesInRecycleBin", c -> c.listImagesInRecycleBin(r -> r.dryRun(true))));
  }

  private Map<String, Consumer<Ec2Client>> details() {
    return Map.of(
        "DescribeImageAttribute",
        c ->
            c.describeImageAttribute(
                r -> r.dryRun(true).imageId(image).attribute(ImageAttributeName.LAUNCH_PERMISSION)),
        "DescribeImageReferences",
        c ->
            c.describeImageReferences(
                r -> r.dryRun(true).imageIds(image).includeAllResourceTypes(true)),
        "DescribeImageUsageReportEntries",
        c -> c.describeImageUsageReportEntries(r -> r.dryRun(true).reportIds(REPORT)),
        "DescribeSnapshotAttribute",
        c ->
            c.describeSnapshotAttribute(
                r ->
                    r.dryRun(true)
                        .snapshotId(SNAPSHOT)
                        .attribute(SnapshotAttributeName.CREATE_VOLUME_PERMISSION)),
        "GetConsoleOutput",
        c -> c.getConsoleOutput(r -> r.dryRun(true).instanceId(INSTANCE)));
  }

  /** A launch also needs the rights to tag and to hand over the builders' role. */
  private Map<String, Consumer<Ec2Client>> changes() {
    return Map.of(
        "RunInstances", this::launch,
        "CopyImage",
            c ->
                c.copyImage(
                    r ->
                        r.dryRun(true)
                            .sourceImageId(image)
                            .sourceRegion(c.serviceClientConfiguration().region().id())
                            .name("kiln-doctor")),
        "CreateImage",
            c -> c.createImage(r -> r.dryRun(true).instanceId(INSTANCE).name("kiln-doctor")),
        "CreateImageUsageReport",
            c ->
                c.createImageUsageReport(
                    r ->
                        r.dryRun(true)
                            .imageId(image)
                            .resourceTypes(
                                ImageUsageResourceTypeRequest.builder()
                                    .resourceType("ec2:Instance")
                                    .build())),
        "ModifyImageAttribute",
            c ->
                c.modifyImageAttribute(
                    r -> r.dryRun(true).imageId(image).description(d -> d.value("kiln-doctor"))),
        "ModifySnapshotAttribute",
            c ->
                c.modifySnapshotAttribute(
                    r ->
                        r.dryRun(true)
                            .snapshotId(SNAPSHOT)
                            .attribute(SnapshotAttributeName.CREATE_VOLUME_PERMISSION)));
  }

  private Map<String, Consumer<Ec2Client>> states() {
    return Map.of(
        "EnableImageDeprecation",
            c ->
                c.enableImageDeprecation(
                    r ->
                        r.dryRun(true)
                            .imageId(image)
                            .deprecateAt(Instant.now().plusSeconds(86_400))),
        "DisableImage", c -> c.disableImage(r -> r.dryRun(true).imageId(image)),
        "EnableImage", c -> c.enableImage(r -> r.dryRun(true).imageId(image)));
  }

  private static Map<String, Consumer<Ec2Client>> removals() {
    return Map.of(
        "StopInstances", c -> c.stopInstances(r -> r.dryRun(true).instanceIds(INSTANCE)),
        "TerminateInstances", c -> c.terminateInstances(r -> r.dryRun(true).instanceIds(INSTANCE)),
        "DeregisterImage",
            c -> c.deregisterImage(r -> r.dryRun(true).imageId("ami-0123456789abcdef0")),
        "DeleteSnapshot", c -> c.deleteSnapshot(r -> r.dryRun(true).snapshotId(SNAPSHOT)),
        "DeleteTags", c -> c.deleteTags(r -> r.dryRun(true).resources(SNAPSHOT).tags(EXPIRY)),
        "DeleteVolume", c -> c.deleteVolume(r -> r.dryRun(true).volumeId(VOLUME)));
  }

  private void launch(Ec2Client ec2) {
    ec2.runInstances(
        r -> {
          r.dryRun(true)
              .imageId(image)
              .instanceType(type)
              .minCount(1)
              .maxCount(1)
              .tagSpecifications(
                  List.of(tagged(ResourceType.INSTANCE), tagged(ResourceType.VOLUME)));
          profile.ifPresent(name -> r.iamInstanceProfile(p -> p.name(name)));
        });
  }

  private static TagSpecification tagged(ResourceType resource) {
    return TagSpecification.builder().resourceType(resource).tags(OURS).build();
  }
}
