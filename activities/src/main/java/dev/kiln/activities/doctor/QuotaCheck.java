package dev.kiln.activities.doctor;

import static dev.kiln.activities.image.Ec2Images.filter;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.aws.Ec2Lists;
import dev.kiln.model.Region;
import dev.kiln.workflows.doctor.AccountWorkflow.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Instance;

/** The quotas that a build uses up, and how much of them is left. */
record QuotaCheck(AwsCalls aws) {
  /** The share from which on a quota is near its end. */
  private static final double NEAR = 0.8;

  /** The families of the standard quota; the others have quotas of their own. */
  private static final String STANDARD = "(?:[acdhimrtz]|mac)[0-9].*";

  /** The smallest builder has two vCPUs. */
  private static final int LEAST_VCPUS = 2;

  /** The quotas, each with how much of it the smallest build uses. */
  private enum Quota {
    VCPUS("ec2", "L-1216C47A", "vCPUs of running standard instances", LEAST_VCPUS),
    IMAGES("ec2", "L-B665C33B", "images", 1),
    PUBLIC_IMAGES("ec2", "L-0E3CBAB9", "public images", 0),
    SNAPSHOTS("ebs", "L-309BACF6", "snapshots", 1);

    private final String service;
    private final String code;
    private final String things;
    private final int needed;

    Quota(String service, String code, String things, int needed) {
      this.service = service;
      this.code = code;
      this.things = things;
      this.needed = needed;
    }
  }

  List<Finding> findings(Region region) {
    Subject subject = Subject.of(region, "quotas");
    List<Finding> notable = new ArrayList<>();
    List<String> fine = new ArrayList<>();
    try {
      List<Image> images = images(region);
      for (Quota quota : Quota.values()) {
        long limit = (long) limit(region, quota);
        long used = used(region, quota, images);
        String fact = "%d of %d %s".formatted(used, limit, quota.things);
        if (used + quota.needed > limit) {
          notable.add(subject.failed("used up: " + fact, increase(region, quota)));
        } else if (used >= limit * NEAR) {
          notable.add(subject.warning("nearly used up: " + fact, increase(region, quota)));
        } else {
          fine.add(fact);
        }
      }
    } catch (SdkException refused) {
      notable.add(subject.unanswered(refused));
    }
    if (!fine.isEmpty()) {
      notable.add(subject.ok(String.join(", ", fine)));
    }
    return notable;
  }

  private static String increase(Region region, Quota quota) {
    return "remove some (kiln ami gc), or: aws service-quotas request-service-quota-increase --region %s --service-code %s --quota-code %s --desired-value …"
        .formatted(region, quota.service, quota.code);
  }

  private double limit(Region region, Quota quota) {
    return aws.serviceQuotas()
        .raw(
            region,
            "GetServiceQuota",
            quotas ->
                quotas.call(
                    "GetServiceQuota",
                    Map.of("ServiceCode", quota.service, "QuotaCode", quota.code)))
        .path("Quota")
        .path("Value")
        .asDouble();
  }

  private List<Image> images(Region region) {
    return Ec2Lists.images(
        aws, region, DescribeImagesRequest.builder().owners("self").includeDisabled(true).build());
  }

  private long used(Region region, Quota quota, List<Image> images) {
    return switch (quota) {
      case VCPUS -> vcpus(region);
      case IMAGES -> images.size();
      case PUBLIC_IMAGES ->
          images.stream().filter(one -> Boolean.TRUE.equals(one.publicLaunchPermissions())).count();
      case SNAPSHOTS -> Ec2Lists.ownSnapshots(aws, region).size();
    };
  }

  private long vcpus(Region region) {
    return Ec2Lists.instances(
            aws, region, filter("instance-state-name", "pending", "running", "stopping"))
        .stream()
        .filter(instance -> instance.instanceTypeAsString().matches(STANDARD))
        .filter(instance -> instance.instanceLifecycle() == null)
        .mapToLong(QuotaCheck::vcpus)
        .sum();
  }

  private static long vcpus(Instance instance) {
    return instance.cpuOptions() == null
        ? LEAST_VCPUS
        : (long) instance.cpuOptions().coreCount() * instance.cpuOptions().threadsPerCore();
  }
}
