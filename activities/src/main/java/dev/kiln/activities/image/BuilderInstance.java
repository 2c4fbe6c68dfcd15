package dev.kiln.activities.image;

import dev.kiln.model.Region;
import dev.kiln.model.image.ImageTags;
import dev.kiln.workflows.image.BuilderActivities;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.HttpTokensState;
import software.amazon.awssdk.services.ec2.model.MarketType;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.ShutdownBehavior;
import software.amazon.awssdk.services.ec2.model.VolumeType;

/**
 * The instance that becomes a builder, as EC2 is asked for it. The same rung is always the same
 * request, because its client token is valid only for that.
 */
record BuilderInstance(
    BuilderActivities.LaunchRequest request,
    Region region,
    Optional<String> instanceProfile,
    LaunchNetwork network) {

  /** One try of a launch. */
  record Rung(String instanceType, Optional<String> zone, boolean spot) {
    /** In words, for a list of refusals. */
    String text() {
      return instanceType + zone.map(name -> " in " + name).orElse("") + (spot ? " (spot)" : "");
    }
  }

  /** The name of the instance, by which a later attempt finds it. */
  static String name(BuilderActivities.LaunchRequest request) {
    return "kiln-%s-%s-%s-%d"
        .formatted(
            request.purpose().word(),
            request.key().template(),
            request.buildId(),
            request.attempt());
  }

  RunInstancesRequest on(Rung rung) {
    RunInstancesRequest.Builder run =
        RunInstancesRequest.builder()
            .clientToken(token(rung))
            .imageId(request.base().ami().value())
            .instanceType(rung.instanceType())
            .minCount(1)
            .maxCount(1)
            .metadataOptions(m -> m.httpTokens(HttpTokensState.REQUIRED).httpPutResponseHopLimit(2))
            .tagSpecifications(
                Ec2Images.tagged(ResourceType.INSTANCE, tags()),
                Ec2Images.tagged(ResourceType.VOLUME, tags()));
    rung.zone().ifPresent(zone -> run.placement(p -> p.availabilityZone(zone)));
    network.describe(run);
    AgentInstall.userData(request.vendor(), region).ifPresent(run::userData);
    instanceProfile.ifPresent(profile -> run.iamInstanceProfile(p -> p.name(profile)));
    request.machine().volumeGib().ifPresent(gib -> run.blockDeviceMappings(rootVolume(gib)));
    if (rung.spot()) {
      run.instanceMarketOptions(o -> o.marketType(MarketType.SPOT));
    } else {
      // a one-time spot instance cannot stop, so EC2 may refuse this for it
      run.instanceInitiatedShutdownBehavior(ShutdownBehavior.STOP);
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
    return ImageTags.temporary(name(request), request.buildId(), request.expiresAt());
  }

  private String token(Rung rung) {
    String all = name(request) + "/" + rung;
    return UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
