package dev.kiln.activities.capture;

import static dev.kiln.activities.image.Ec2Images.filter;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.aws.AwsFailures;
import dev.kiln.activities.aws.Permission;
import dev.kiln.activities.image.Ec2Images;
import dev.kiln.model.AmiId;
import dev.kiln.model.Architecture;
import dev.kiln.model.InstanceId;
import dev.kiln.model.Region;
import dev.kiln.model.image.ImageTags;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.capture.CaptureActivities;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.model.CreateImageRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.Volume;

/** Reads instances from EC2. */
public final class Ec2CaptureActivities implements CaptureActivities {
  private static final Map<String, String> MARK = Map.of(ImageTags.MANAGED_BY, ImageTags.KILN);

  private final AwsCalls aws;
  private final Permission permission;

  public Ec2CaptureActivities(AwsCalls aws) {
    this.aws = aws;
    this.permission = new Permission(aws);
  }

  @Override
  public CaptureActivities.CapturedInstance examineInstance(Region region, String idOrName) {
    Instance instance = one(region, idOrName);
    InstanceStateName state = instance.state().name();
    if (state != InstanceStateName.RUNNING && state != InstanceStateName.STOPPED) {
      throw FailureType.INVALID_REQUEST.failure(
          "cannot take an image of %s: it is %s, but it must be running or stopped; %s"
              .formatted(instance.instanceId(), state, nextStep(state)));
    }
    requirePermission(region, instance);
    return new CaptureActivities.CapturedInstance(
        new InstanceId(instance.instanceId()),
        nameOf(instance),
        state.toString(),
        instance.instanceTypeAsString(),
        Architecture.of(instance.architectureAsString()),
        new AmiId(instance.imageId()),
        sizeGib(region, instance));
  }

  /** The worker's policy always allows images of Kiln's own builders, and of others on request. */
  private void requirePermission(Region region, Instance instance) {
    if (isOurs(instance)) {
      return;
    }
    permission
        .denial(region, "CreateImage", ec2 -> ec2.createImage(dryRun(instance)))
        .ifPresent(
            denial -> {
              throw FailureType.INVALID_REQUEST.failure(
                  "cannot take an image of %s: %s on your instances, with the statement CaptureInstances of deploy/aws/worker-policy.json"
                      .formatted(instance.instanceId(), denial));
            });
  }

  private static CreateImageRequest dryRun(Instance instance) {
    return CreateImageRequest.builder()
        .instanceId(instance.instanceId())
        .name("kiln-may-capture")
        .tagSpecifications(
            Ec2Images.tagged(ResourceType.IMAGE, MARK),
            Ec2Images.tagged(ResourceType.SNAPSHOT, MARK))
        .dryRun(true)
        .build();
  }

  private static boolean isOurs(Instance instance) {
    return instance.tags().stream()
        .anyMatch(
            tag -> tag.key().equals(ImageTags.MANAGED_BY) && tag.value().equals(ImageTags.KILN));
  }

  private static String nextStep(InstanceStateName state) {
    return switch (state) {
      case SHUTTING_DOWN, TERMINATED -> "a terminated instance no longer has disks";
      default -> "try again when it is";
    };
  }

  private Instance one(Region region, String idOrName) {
    boolean isId = idOrName.startsWith("i-");
    DescribeInstancesRequest request =
        isId
            ? DescribeInstancesRequest.builder().instanceIds(idOrName).build()
            : DescribeInstancesRequest.builder().filters(filter("tag:Name", idOrName)).build();
    List<Instance> found = describe(region, idOrName, request);
    // Names are soon reused, and EC2 shows the previous instance of a name for an hour.
    List<Instance> meant =
        isId || found.size() == 1
            ? found
            : found.stream().filter(Ec2CaptureActivities::isAlive).toList();
    if (meant.isEmpty()) {
      throw unknown(region, idOrName);
    }
    if (meant.size() > 1) {
      throw FailureType.INVALID_REQUEST.failure(
          "cannot choose instance '%s': %s in %s share that name; give one of these IDs"
              .formatted(
                  idOrName,
                  meant.stream().map(Instance::instanceId).collect(Collectors.joining(", ")),
                  region));
    }
    return meant.get(0);
  }

  private List<Instance> describe(
      Region region, String idOrName, DescribeInstancesRequest request) {
    try {
      return aws
          .ec2()
          .raw(region, "DescribeInstances", ec2 -> ec2.describeInstances(request))
          .reservations()
          .stream()
          .flatMap(reservation -> reservation.instances().stream())
          .toList();
    } catch (SdkException refused) {
      if (AwsFailures.code(refused).filter(c -> c.startsWith("InvalidInstanceID")).isPresent()) {
        throw unknown(region, idOrName);
      }
      throw AwsFailures.translate("DescribeInstances", region, refused);
    }
  }

  private static RuntimeException unknown(Region region, String idOrName) {
    return FailureType.INVALID_REQUEST.failure(
        "cannot find instance '%s' in %s: no instance has that ID or Name tag; look in another region with --region"
            .formatted(idOrName, region));
  }

  private static boolean isAlive(Instance instance) {
    return instance.state().name() != InstanceStateName.TERMINATED;
  }

  private static String nameOf(Instance instance) {
    return instance.tags().stream()
        .filter(tag -> tag.key().equals("Name"))
        .map(Tag::value)
        .findFirst()
        .orElse("");
  }

  private int sizeGib(Region region, Instance instance) {
    Filter attached = filter("attachment.instance-id", instance.instanceId());
    return aws
        .ec2()
        .call(region, "DescribeVolumes", ec2 -> ec2.describeVolumes(r -> r.filters(attached)))
        .volumes()
        .stream()
        .mapToInt(Volume::size)
        .sum();
  }
}
