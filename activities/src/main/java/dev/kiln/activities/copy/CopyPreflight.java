package dev.kiln.activities.copy;

import static dev.kiln.activities.image.Ec2Images.filter;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.aws.Permission;
import dev.kiln.activities.image.Ec2Images;
import dev.kiln.activities.image.OwnImages;
import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.image.ImageState;
import dev.kiln.model.image.ImageTags;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.copy.Distribution;
import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.model.CopyImageRequest;
import software.amazon.awssdk.services.ec2.model.LaunchPermission;
import software.amazon.awssdk.services.ec2.model.ModifyImageAttributeRequest;
import software.amazon.awssdk.services.ec2.model.PermissionGroup;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/** Finds the reasons for which AWS would refuse copies, before Kiln begins. */
final class CopyPreflight {
  private static final Map<String, String> MARK = Map.of(ImageTags.MANAGED_BY, ImageTags.KILN);

  private final AwsCalls aws;
  private final OwnImages images;
  private final Permission permission;

  CopyPreflight(AwsCalls aws, OwnImages images, Permission permission) {
    this.aws = aws;
    this.images = images;
    this.permission = permission;
  }

  /** The distribution, with its keys replaced by their ARNs. */
  Distribution check(Region home, Optional<AmiId> source, Distribution distribution) {
    List<Region> destinations =
        distribution.regions().stream().filter(region -> !region.equals(home)).toList();
    Map<Region, String> closed = destinations.isEmpty() ? Map.of() : closed(home, destinations);
    List<Region> open = destinations.stream().filter(to -> !closed.containsKey(to)).toList();
    List<String> objections = new ArrayList<>(closed.values());
    Map<Region, String> keys = new TreeMap<>();
    for (Region region : open) {
      distribution
          .key(region)
          .map(named -> EncryptionKey.lookUp(aws, region, named))
          .ifPresent(
              key -> {
                keys.put(region, key.name());
                key.objection().ifPresent(objections::add);
              });
    }
    objections.addAll(denials(home, source, open, distribution.sharing().isPresent()));
    if (!objections.isEmpty()) {
      throw FailureType.INVALID_REQUEST.failure(
          "cannot begin, because it would fail later: " + String.join("; ", objections));
    }
    return distribution.with(keys);
  }

  /** The regions that the account cannot use, each with the reason. */
  private Map<Region, String> closed(Region home, List<Region> destinations) {
    Map<String, String> status = optInStatus(home);
    Map<Region, String> closed = new TreeMap<>();
    for (Region region : destinations) {
      String state = status.getOrDefault(region.value(), "unknown");
      if (state.equals("not-opted-in")) {
        closed.put(
            region,
            "the account has not opted in to the region %s; enable it in the account's settings or leave it out"
                .formatted(region));
      } else if (state.equals("unknown") && !status.isEmpty()) {
        closed.put(region, "the account has no region %s; leave it out".formatted(region));
      }
    }
    return closed;
  }

  /** The state of every region; empty where the worker may not ask. */
  private Map<String, String> optInStatus(Region home) {
    try {
      return aws
          .ec2()
          .call(home, "DescribeRegions", ec2 -> ec2.describeRegions(r -> r.allRegions(true)))
          .regions()
          .stream()
          .collect(
              Collectors.toMap(
                  region -> region.regionName(),
                  region -> Optional.ofNullable(region.optInStatus()).orElse("")));
    } catch (ApplicationFailure refused) {
      if (refused.isNonRetryable()) {
        return Map.of();
      }
      throw refused;
    }
  }

  /**
   * A policy may allow calls only for tagged images, so Kiln asks about one of its own images. If
   * there is none yet, it does not ask.
   */
  private List<String> denials(
      Region home, Optional<AmiId> source, List<Region> destinations, boolean sharing) {
    List<String> denials = new ArrayList<>();
    Optional<AmiId> copied = source.or(() -> anyOf(home));
    for (Region region : destinations) {
      copied.flatMap(ami -> copying(home, ami, region)).ifPresent(denials::add);
      if (sharing) {
        anyOf(region).flatMap(ami -> sharing(region, ami)).ifPresent(denials::add);
      }
    }
    if (sharing) {
      copied.flatMap(ami -> sharing(home, ami)).ifPresent(denials::add);
    }
    return denials;
  }

  private Optional<AmiId> anyOf(Region region) {
    try {
      return images.describe(region, filter("tag:" + ImageTags.MANAGED_BY, ImageTags.KILN)).stream()
          .filter(image -> Ec2Images.state(image) == ImageState.AVAILABLE)
          .map(image -> new AmiId(image.imageId()))
          .findFirst();
    } catch (ApplicationFailure unanswered) {
      return Optional.empty();
    }
  }

  private Optional<String> copying(Region home, AmiId ami, Region destination) {
    CopyImageRequest request =
        CopyImageRequest.builder()
            .dryRun(true)
            .name("kiln-may-copy")
            .sourceImageId(ami.value())
            .sourceRegion(home.value())
            .tagSpecifications(
                Ec2Images.tagged(ResourceType.IMAGE, MARK),
                Ec2Images.tagged(ResourceType.SNAPSHOT, MARK))
            .build();
    return permission.denial(destination, "CopyImage", ec2 -> ec2.copyImage(request));
  }

  private Optional<String> sharing(Region region, AmiId ami) {
    LaunchPermission all = LaunchPermission.builder().group(PermissionGroup.ALL).build();
    ModifyImageAttributeRequest request =
        ModifyImageAttributeRequest.builder()
            .dryRun(true)
            .imageId(ami.value())
            .launchPermission(change -> change.remove(all))
            .build();
    return permission.denial(
        region, "ModifyImageAttribute", ec2 -> ec2.modifyImageAttribute(request));
  }
}
