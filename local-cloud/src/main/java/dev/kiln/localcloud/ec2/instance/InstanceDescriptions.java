package dev.kiln.localcloud.ec2.instance;

import dev.kiln.localcloud.datacenter.Datacenter;
import dev.kiln.localcloud.datacenter.Tags;
import dev.kiln.localcloud.gateway.Call;
import dev.kiln.localcloud.state.Lifecycle;
import dev.kiln.localcloud.state.StoredInstance;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceState;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Instances as a caller sees them now: with their present state and the caller's own tags. */
final class InstanceDescriptions {
  private final Datacenter datacenter;
  private final Tags tags;

  InstanceDescriptions(Datacenter datacenter) {
    this.datacenter = datacenter;
    this.tags = new Tags(datacenter.store());
  }

  Instance of(Call call, StoredInstance instance) {
    return described(instance, tags.of(call.place(), instance.id()));
  }

  /** The instance, if its tags are wanted. */
  Optional<Instance> of(Call call, StoredInstance instance, Predicate<Map<String, String>> wanted) {
    return Optional.of(tags.map(call.place(), instance.id()))
        .filter(wanted)
        .map(own -> described(instance, Tags.list(own)));
  }

  private Instance described(StoredInstance instance, List<Tag> own) {
    Lifecycle life = instance.life().at(datacenter.now());
    Instance.Builder view = instance.body().toBuilder().state(state(life.state())).tags(own);
    life.reason()
        .ifPresent(
            reason ->
                view.stateReason(reason.stateReason()).stateTransitionReason(reason.message()));
    if (!life.state().equals("running")) {
      view.publicIpAddress(null).publicDnsName("");
    }
    if (life.state().equals("terminated")) {
      view.blockDeviceMappings(List.of()).privateIpAddress(null).networkInterfaces(List.of());
    }
    return view.build();
  }

  /** A state under the number that AWS gives it. */
  static InstanceState state(String name) {
    int code =
        switch (name) {
          case "pending" -> 0;
          case "running" -> 16;
          case "shutting-down" -> 32;
          case "terminated" -> 48;
          case "stopping" -> 64;
          default -> 80;
        };
    return InstanceState.builder().code(code).name(name).build();
  }
}
