package dev.kiln.localcloud.ec2.instance;

import dev.kiln.localcloud.control.Fault;
import dev.kiln.localcloud.datacenter.Datacenter;
import dev.kiln.localcloud.datacenter.Ids;
import dev.kiln.localcloud.datacenter.Tags;
import dev.kiln.localcloud.gateway.Call;
import dev.kiln.localcloud.settings.Condition;
import dev.kiln.localcloud.settings.Conditions;
import dev.kiln.localcloud.state.Lifecycle;
import dev.kiln.localcloud.state.Place;
import dev.kiln.localcloud.state.Reason;
import dev.kiln.localcloud.state.StoredImage;
import dev.kiln.localcloud.state.StoredInstance;
import dev.kiln.localcloud.state.StoredVolume;
import dev.kiln.localcloud.wire.AwsFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.EbsBlockDevice;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceBlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Volume;

/** Makes one instance of a request that {@link LaunchCheck} has let through. */
final class Launch {
  static final Set<String> TAGGED =
      Set.of("instance", "volume", "network-interface", "spot-instances-request");

  /** Without these the agent finds no way to Systems Manager, or is not let in. */
  private static final Set<Condition> CUTS_THE_AGENT_OFF =
      Set.of(
          Condition.NO_SYSTEMS_MANAGER_ROUTE,
          Condition.NO_EGRESS,
          Condition.NO_ROLE_TRUST,
          Condition.NO_ROLE_POLICY);

  private final Datacenter datacenter;
  private final Tags tags;

  Launch(Datacenter datacenter) {
    this.datacenter = datacenter;
    this.tags = new Tags(datacenter.store());
  }

  StoredInstance start(
      Call call, RunInstancesRequest request, LaunchCheck.Allowed allowed, int index) {
    StoredImage image = allowed.image();
    Instant now = datacenter.now();
    Lifecycle life = life(call, now);
    String id = Ids.random("i");
    List<InstanceBlockDeviceMapping> devices = volumes(call, request, allowed, id);
    Instance body =
        InstanceBodies.of(call.place(), request, allowed, id)
            .amiLaunchIndex(index)
            .launchTime(now)
            .blockDeviceMappings(devices)
            .build();
    StoredInstance instance =
        new StoredInstance(
            call.place(),
            body,
            life,
            now,
            image.layers(),
            image.executes(),
            reaches(request, allowed) ? agentAt(call, life) : Optional.empty(),
            Optional.ofNullable(request.userData()),
            !Boolean.TRUE.equals(request.disableApiTermination()),
            Optional.empty());
    tags.give(call, id, request.tagSpecifications(), "instance", TAGGED);
    life.startOf("terminated").ifPresent(at -> datacenter.cleanup().scrapAt(at, instance));
    life.startOf("stopping").ifPresent(at -> datacenter.cleanup().powerOffAt(at, instance));
    return datacenter.store().put(instance);
  }

  private Lifecycle life(Call call, Instant now) {
    Instant running = now.plus(datacenter.settings().delays().instanceStart());
    Lifecycle pending = Lifecycle.of("pending");
    Optional<Fault> fails = call.stateFault(Fault.When.INSTANCE_FAILS);
    if (fails.isPresent()) {
      return pending.then(
          running,
          "terminated",
          Optional.of(
              new Reason(
                  fails.get().errorCode().orElse("Server.InternalError"),
                  fails.get().message().orElse("Server.InternalError: Internal error on launch"))));
    }
    if (call.stateFault(Fault.When.PENDING_FOREVER).isPresent()) {
      return pending;
    }
    Lifecycle life = pending.then(running, "running");
    Optional<Fault> shutdown = call.stateFault(Fault.When.GUEST_SHUTDOWN);
    if (shutdown.isPresent()) {
      return shutDown(life, running.plus(shutdown.get().delay()));
    }
    Optional<Fault> spot = call.stateFault(Fault.When.SPOT_INTERRUPTION);
    return spot.isEmpty()
        ? life
        : life.then(
            running.plus(spot.get().delay()),
            "terminated",
            Optional.of(
                new Reason(
                    "Server.SpotInstanceTermination",
                    "Server.SpotInstanceTermination: Spot instance termination")));
  }

  private Lifecycle shutDown(Lifecycle life, Instant at) {
    Reason reason =
        new Reason(
            "Client.InstanceInitiatedShutdown",
            "Client.InstanceInitiatedShutdown: Instance initiated shutdown");
    return life.then(at, "stopping", Optional.of(reason))
        .then(at.plus(datacenter.settings().delays().instanceStop()), "stopped");
  }

  /** Whether the agent finds a way to Systems Manager. */
  private boolean reaches(RunInstancesRequest request, LaunchCheck.Allowed allowed) {
    Conditions conditions = datacenter.conditions();
    return CUTS_THE_AGENT_OFF.stream().noneMatch(conditions::hold)
        && (!conditions.hold(Condition.NO_PUBLIC_ADDRESS)
            || InstanceBodies.isPublic(request, allowed.subnet()));
  }

  private Optional<Instant> agentAt(Call call, Lifecycle life) {
    return call.stateFault(Fault.When.AGENT_SILENT).isPresent()
        ? Optional.empty()
        : life.startOf("running").map(at -> at.plus(datacenter.settings().delays().agent()));
  }

  private List<InstanceBlockDeviceMapping> volumes(
      Call call, RunInstancesRequest request, LaunchCheck.Allowed allowed, String instanceId) {
    List<InstanceBlockDeviceMapping> attached = new ArrayList<>();
    devices(request, allowed.image())
        .forEach(
            (name, ebs) -> {
              StoredVolume volume =
                  datacenter.store().put(volume(call.place(), instanceId, ebs, allowed.subnet()));
              tags.give(call, volume.id(), request.tagSpecifications(), "volume", TAGGED);
              attached.add(
                  InstanceBlockDeviceMapping.builder()
                      .deviceName(name)
                      .ebs(
                          e ->
                              e.volumeId(volume.id())
                                  .status("attached")
                                  .attachTime(volume.createdAt())
                                  .deleteOnTermination(volume.deleteOnTermination()))
                      .build());
            });
    return attached;
  }

  /** The image's devices, overridden and completed by the request's. */
  private static Map<String, EbsBlockDevice> devices(
      RunInstancesRequest request, StoredImage image) {
    Map<String, EbsBlockDevice> devices = new LinkedHashMap<>();
    for (BlockDeviceMapping device : image.body().blockDeviceMappings()) {
      if (device.ebs() != null) {
        devices.put(device.deviceName(), device.ebs());
      }
    }
    for (BlockDeviceMapping device : request.blockDeviceMappings()) {
      if (device.noDevice() != null) {
        devices.remove(device.deviceName());
      } else if (device.ebs() != null) {
        devices.merge(device.deviceName(), device.ebs(), Launch::merged);
        requireRoom(image, device);
      }
    }
    return devices;
  }

  /** A volume holds its snapshot, so it cannot be smaller. */
  private static void requireRoom(StoredImage image, BlockDeviceMapping asked) {
    for (BlockDeviceMapping device : image.body().blockDeviceMappings()) {
      Integer size = asked.ebs().volumeSize();
      if (device.ebs() != null
          && device.deviceName().equals(asked.deviceName())
          && asked.ebs().snapshotId() == null
          && size != null
          && device.ebs().volumeSize() != null
          && size < device.ebs().volumeSize()) {
        throw AwsFailure.refused(
            "InvalidBlockDeviceMapping",
            "Volume of size %dGB is smaller than snapshot '%s', expect size >= %dGB"
                .formatted(size, device.ebs().snapshotId(), device.ebs().volumeSize()));
      }
    }
  }

  private static EbsBlockDevice merged(EbsBlockDevice image, EbsBlockDevice request) {
    EbsBlockDevice.Builder merged = image.toBuilder();
    request.sdkFields().stream()
        .filter(field -> field.getValueOrDefault(request) != null)
        .forEach(field -> field.set(merged, field.getValueOrDefault(request)));
    return merged.build();
  }

  private StoredVolume volume(Place place, String instanceId, EbsBlockDevice ebs, Subnet subnet) {
    Instant now = datacenter.now();
    Volume body =
        Volume.builder()
            .volumeId(Ids.random("vol"))
            .snapshotId(ebs.snapshotId())
            .size(ebs.volumeSize() == null ? 8 : ebs.volumeSize())
            .volumeType(ebs.volumeTypeAsString() == null ? "gp2" : ebs.volumeTypeAsString())
            .encrypted(Boolean.TRUE.equals(ebs.encrypted()))
            .kmsKeyId(ebs.kmsKeyId())
            .availabilityZone(subnet.availabilityZone())
            .createTime(now)
            .build();
    return new StoredVolume(
        place, body, instanceId, !Boolean.FALSE.equals(ebs.deleteOnTermination()), now);
  }
}
