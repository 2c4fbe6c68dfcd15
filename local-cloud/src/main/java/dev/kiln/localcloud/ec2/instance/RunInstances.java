package dev.kiln.localcloud.ec2.instance;

import dev.kiln.localcloud.datacenter.Datacenter;
import dev.kiln.localcloud.datacenter.Ids;
import dev.kiln.localcloud.datacenter.Tokens;
import dev.kiln.localcloud.gateway.Call;
import dev.kiln.localcloud.state.StoredInstance;
import dev.kiln.localcloud.wire.AwsFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.RunInstancesResponse;

/** RunInstances: once for each client token. */
final class RunInstances {
  private final Datacenter datacenter;
  private final InstanceDescriptions descriptions;
  private final Tokens tokens;

  RunInstances(Datacenter datacenter) {
    this.datacenter = datacenter;
    this.descriptions = new InstanceDescriptions(datacenter);
    this.tokens = new Tokens(datacenter.store());
  }

  SdkPojo answer(Call call, RunInstancesRequest request) {
    Optional<List<String>> earlier = tokens.earlier(call);
    List<StoredInstance> instances =
        earlier.isPresent() ? again(earlier.get()) : launch(call, request);
    return RunInstancesResponse.builder()
        .reservationId(reservation(instances.get(0)))
        .ownerId(call.place().account())
        .groups(List.of())
        .instances(instances.stream().map(one -> descriptions.of(call, one)).toList())
        .build();
  }

  /** All instances of one launch have this reservation id. */
  static String reservation(StoredInstance instance) {
    return Ids.of(
        "r", instance.place() + "/" + instance.createdAt() + instance.body().clientToken());
  }

  private List<StoredInstance> launch(Call call, RunInstancesRequest request) {
    LaunchCheck.Allowed allowed = new LaunchCheck(datacenter).check(call, request);
    Launch launch = new Launch(datacenter);
    List<StoredInstance> instances = new ArrayList<>();
    for (int i = 0; i < allowed.count(); i++) {
      instances.add(launch.start(call, request, allowed, i));
    }
    tokens.remember(call, instances.stream().map(StoredInstance::id).toList());
    return instances;
  }

  private List<StoredInstance> again(List<String> ids) {
    List<StoredInstance> instances =
        ids.stream()
            .flatMap(id -> datacenter.store().find(StoredInstance.class, id).stream())
            .toList();
    boolean ended =
        instances.stream()
            .allMatch(
                one -> InstanceStates.ENDING.contains(one.life().at(datacenter.now()).state()));
    if (ended) {
      throw AwsFailure.refused(
          "IdempotentInstanceTerminated",
          "The request cannot be completed because the specified instance "
              + ids
              + " was terminated.");
    }
    return instances;
  }
}
