package dev.kiln.activities.image;

import static dev.kiln.activities.image.Ec2Images.filter;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.aws.CloudSettings;
import dev.kiln.model.InstanceId;
import dev.kiln.model.Region;
import dev.kiln.model.image.ImageTags;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.image.Builder;
import dev.kiln.workflows.image.BuilderActivities;
import io.temporal.failure.ApplicationFailure;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.model.Instance;

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
  private final CloudSettings settings;
  private final int attempt;

  /**
   * Prepares a launch.
   *
   * @param attempt of the activity, from 1; an earlier attempt may have launched the builder, and a
   *     new image may be unknown at first
   */
  BuilderLaunch(
      AwsCalls aws, BuilderActivities.LaunchRequest request, CloudSettings settings, int attempt) {
    this.aws = aws;
    this.request = request;
    this.region = request.key().region();
    this.settings = settings;
    this.attempt = attempt;
  }

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
                            filter("tag:" + ImageTags.NAME, BuilderInstance.name(request)),
                            filter("instance-state-name", "pending", "running"))))
        .reservations()
        .stream()
        .flatMap(reservation -> reservation.instances().stream())
        .findFirst()
        .map(this::builder);
  }

  private Builder launch() {
    requireRoomForTheBase();
    LaunchNetwork network =
        LaunchNetwork.of(aws, region, request.machine(), settings.builderNetwork());
    BuilderInstance wanted =
        new BuilderInstance(
            request,
            region,
            request.machine().instanceProfile().or(settings::instanceProfile),
            network);
    LaunchRefusals refusals = new LaunchRefusals();
    for (String type : request.machine().typesFor(request.key().architecture())) {
      for (boolean spot : request.spot() ? List.of(true, false) : List.of(false)) {
        Optional<Builder> launched = inAnyZone(wanted, type, spot, refusals);
        if (launched.isPresent()) {
          return launched.get();
        }
      }
    }
    throw nowhere(refusals);
  }

  /** EC2 makes no volume that is smaller than the snapshot it is made of. */
  private void requireRoomForTheBase() {
    Optional<Integer> asked = request.machine().volumeGib();
    Optional<Integer> least = request.base().rootGib();
    if (asked.isPresent() && least.isPresent() && asked.get() < least.get()) {
      throw FailureType.INVALID_REQUEST.failure(
          "cannot launch a builder for '%s' in %s: builder.volume_size_gb is %d, but the root volume of its base %s (%s) has %d GiB; write %d or more, or leave it out"
              .formatted(
                  request.key().template(),
                  region,
                  asked.get(),
                  request.base().ami(),
                  request.base().name(),
                  least.get(),
                  least.get()));
    }
  }

  private ApplicationFailure nowhere(LaunchRefusals refusals) {
    if (refusals.areLasting()) {
      return FailureType.INVALID_REQUEST.failure(
          "cannot launch a builder in %s: %s; correct builder.instance_types, or set builder.subnet"
              .formatted(region, refusals));
    }
    return FailureType.NO_CAPACITY
        .builder(
            "cannot launch a builder in %s: no capacity: %s; Kiln tries again in %d s; you can name more builder.instance_types"
                .formatted(region, refusals, CAPACITY_PAUSE.toSeconds()))
        .setNextRetryDelay(CAPACITY_PAUSE)
        .build();
  }

  private Optional<Builder> inAnyZone(
      BuilderInstance wanted, String type, boolean spot, LaunchRefusals refusals) {
    Optional<Builder> anywhere =
        tryRung(wanted, new BuilderInstance.Rung(type, Optional.empty(), spot), refusals);
    if (anywhere.isPresent() || wanted.network().subnet().isPresent() || refusals.isUnknown(type)) {
      return anywhere;
    }
    for (String zone : zones()) {
      Optional<Builder> there =
          tryRung(wanted, new BuilderInstance.Rung(type, Optional.of(zone), spot), refusals);
      if (there.isPresent()) {
        return there;
      }
    }
    return Optional.empty();
  }

  /** Local Zones and Wavelength Zones are zones, too, but have no default subnet. */
  private List<String> zones() {
    return aws
        .ec2()
        .call(
            region,
            "DescribeAvailabilityZones",
            ec2 ->
                ec2.describeAvailabilityZones(
                    r ->
                        r.filters(
                            filter("state", "available"),
                            filter("zone-type", "availability-zone"))))
        .availabilityZones()
        .stream()
        .map(zone -> zone.zoneName())
        .toList();
  }

  private Optional<Builder> tryRung(
      BuilderInstance wanted, BuilderInstance.Rung rung, LaunchRefusals refusals) {
    try {
      Instance instance =
          aws.ec2()
              .raw(region, "RunInstances", ec2 -> ec2.runInstances(wanted.on(rung)))
              .instances()
              .get(0);
      return Optional.of(builder(instance));
    } catch (SdkException refused) {
      if (refusals.add(rung, refused)) {
        return Optional.empty();
      }
      throw LaunchRefusal.of(region, attempt, refused);
    }
  }

  private Builder builder(Instance instance) {
    return new Builder(
        new InstanceId(instance.instanceId()),
        region,
        request.buildId(),
        request.attempt(),
        instance.instanceTypeAsString(),
        settings.endpoint().map(URI::toString));
  }
}
