package dev.kiln.activities.image;

import static dev.kiln.activities.image.Ec2Images.filter;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.aws.AwsFailures;
import dev.kiln.model.InstanceId;
import dev.kiln.model.Region;
import dev.kiln.model.image.ImageTags;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.image.Builder;
import dev.kiln.workflows.image.BuilderActivities;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.HttpTokensState;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.MarketType;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.ShutdownBehavior;
import software.amazon.awssdk.services.ec2.model.VolumeType;

/**
 * Launches one builder, and goes down a ladder if capacity is missing: the types in the template's
 * order, each in any zone and then in each zone, spot before on-demand if asked. Every rung has its
 * own client token, so a lost reply costs nothing and no rung launches twice.
 */
final class BuilderLaunch {
  private static final Duration CAPACITY_PAUSE = Duration.ofSeconds(30);

  private final AwsCalls aws;
  private final BuilderActivities.LaunchRequest request;
  private final Region region;
  private final Optional<String> instanceProfile;
  private final Optional<String> endpoint;
  private final int attempt;

  /**
   * Prepares a launch.
   *
   * @param attempt of the activity, from 1; an earlier attempt may have launched the builder, and a
   *     new image may be unknown at first
   */
  BuilderLaunch(
      AwsCalls aws,
      BuilderActivities.LaunchRequest request,
      Optional<String> instanceProfile,
      Optional<String> endpoint,
      int attempt) {
    this.aws = aws;
    this.request = request;
    this.region = request.key().region();
    this.instanceProfile = instanceProfile;
    this.endpoint = endpoint;
    this.attempt = attempt;
  }

  private record Rung(String instanceType, Optional<String> zone, boolean spot) {}

  /** Launches the builder, or adopts the builder of an earlier attempt whose reply was lost. */
  Builder launchOnce() {
    return (attempt == 1 ? Optional.<Builder>empty() : adopt()).orElseGet(this::launch);
  }

  private Optional<Builder> adopt() {
    return aws
        .ec2()
        .call(
            region,
            "DescribeInstances",
            ec2 ->
                ec2.describeInstances(
                    r ->
                        r.filters(
                            filter("tag:" + ImageTags.BUILD_ID, request.buildId()),
                            filter("tag:" + ImageTags.NAME, name()),
                            filter("instance-state-name", "pending", "running"))))
        .reservations()
        .stream()
        .flatMap(reservation -> reservation.instances().stream())
        .findFirst()
        .map(this::builder);
  }

  private Builder launch() {
    List<String> refusals = new ArrayList<>();
    for (String type : request.machine().typesFor(request.key().architecture())) {
      for (boolean spot : request.spot() ? List.of(true, false) : List.of(false)) {
        Optional<Builder> launched = inAnyZone(type, spot, refusals);
        if (launched.isPresent()) {
          return launched.get();
        }
      }
    }
    throw FailureType.NO_CAPACITY
        .builder(
            "cannot launch a builder in %s: no capacity: %s; Kiln tries again in %d s; you can name more builder.instance_types"
                .formatted(region, String.join("; ", refusals), CAPACITY_PAUSE.toSeconds()))
        .setNextRetryDelay(CAPACITY_PAUSE)
        .build();
  }

  private Optional<Builder> inAnyZone(String type, boolean spot, List<String> refusals) {
    Optional<Builder> anywhere = tryRung(new Rung(type, Optional.empty(), spot), refusals);
    if (anywhere.isPresent() || request.machine().subnet().isPresent()) {
      return anywhere;
    }
    for (String zone : zones()) {
      Optional<Builder> there = tryRung(new Rung(type, Optional.of(zone), spot), refusals);
      if (there.isPresent()) {
        return there;
      }
    }
    return Optional.empty();
  }

  private List<String> zones() {
    return aws
        .ec2()
        .call(
            region,
            "DescribeAvailabilityZones",
            ec2 -> ec2.describeAvailabilityZones(r -> r.filters(filter("state", "available"))))
        .availabilityZones()
        .stream()
        .map(zone -> zone.zoneName())
        .toList();
  }

  private Optional<Builder> tryRung(Rung rung, List<String> refusals) {
    try {
      Instance instance =
          aws.ec2()
              .raw(region, "RunInstances", ec2 -> ec2.runInstances(describe(rung)))
              .instances()
              .get(0);
      return Optional.of(builder(instance));
    } catch (SdkException refused) {
      if (AwsFailures.isCapacity(refused)) {
        refusals.add(
            rung.instanceType()
                + rung.zone().map(zone -> " in " + zone).orElse("")
                + (rung.spot() ? " (spot)" : "")
                + ": "
                + AwsFailures.code(refused).orElse(""));
        return Optional.empty();
      }
      throw LaunchRefusal.of(region, attempt, refused);
    }
  }

  private RunInstancesRequest describe(Rung rung) {
    RunInstancesRequest.Builder run =
        RunInstancesRequest.builder()
            .clientToken(token(rung))
            .imageId(request.base().ami().value())
            .instanceType(rung.instanceType())
            .minCount(1)
            .maxCount(1)
            .instanceInitiatedShutdownBehavior(ShutdownBehavior.STOP)
            .metadataOptions(m -> m.httpTokens(HttpTokensState.REQUIRED).httpPutResponseHopLimit(2))
            .tagSpecifications(
                Ec2Images.tagged(ResourceType.INSTANCE, tags()),
                Ec2Images.tagged(ResourceType.VOLUME, tags()));
    rung.zone().ifPresent(zone -> run.placement(p -> p.availabilityZone(zone)));
    request.machine().subnet().ifPresent(run::subnetId);
    AgentInstall.userData(request.vendor(), region).ifPresent(run::userData);
    instanceProfile.ifPresent(profile -> run.iamInstanceProfile(p -> p.name(profile)));
    request.machine().volumeGib().ifPresent(gib -> run.blockDeviceMappings(rootVolume(gib)));
    if (rung.spot()) {
      run.instanceMarketOptions(o -> o.marketType(MarketType.SPOT));
    }
    return run.build();
  }

  private BlockDeviceMapping rootVolume(int gib) {
    return BlockDeviceMapping.builder()
        .deviceName(request.base().rootDevice())
        .ebs(e -> e.volumeSize(gib).volumeType(VolumeType.GP3).deleteOnTermination(true))
        .build();
  }

  private Map<String, String> tags() {
    return ImageTags.temporary(name(), request.buildId(), request.expiresAt());
  }

  private String name() {
    return "kiln-%s-%s-%s-%d"
        .formatted(
            request.purpose().word(),
            request.key().template(),
            request.buildId(),
            request.attempt());
  }

  private String token(Rung rung) {
    String all = name() + "/" + rung;
    return UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private Builder builder(Instance instance) {
    return new Builder(
        new InstanceId(instance.instanceId()),
        region,
        request.buildId(),
        request.attempt(),
        instance.instanceTypeAsString(),
        endpoint);
  }
}
