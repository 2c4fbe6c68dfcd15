package dev.kiln.activities.image;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.model.InstanceId;
import dev.kiln.model.Region;
import dev.kiln.workflows.image.Builder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.StateReason;
import software.amazon.awssdk.services.ssm.model.InstanceInformationStringFilter;
import software.amazon.awssdk.services.ssm.model.PingStatus;

/**
 * A builder as the cloud shows it.
 *
 * @param reason the cloud's reason why it is no longer running
 * @param online whether its agent accepts commands
 */
record BuilderState(InstanceStateName name, Optional<StateReason> reason, boolean online) {
  /** EC2 accepts at most this many values in one filter; Systems Manager accepts 50. */
  private static final int FILTER_VALUES = 200;

  private static final int AGENT_FILTER_VALUES = 50;

  boolean isGone() {
    return switch (name) {
      case TERMINATED, SHUTTING_DOWN -> true;
      default -> false;
    };
  }

  /** Whether it stopped by itself, as a guest does that shuts itself down. */
  boolean isStopped() {
    return name == InstanceStateName.STOPPED || name == InstanceStateName.STOPPING;
  }

  /** The state in words, for messages. */
  String text() {
    return name + reason.map(r -> " (" + r.code() + ": " + r.message() + ")").orElse("");
  }

  Optional<String> reasonCode() {
    return reason.map(StateReason::code);
  }

  /** The state of one builder; empty if it is not visible. */
  static Optional<BuilderState> read(AwsCalls aws, Builder builder) {
    return Optional.ofNullable(
        read(aws, builder.region(), Set.of(builder.instance())).get(builder.instance()));
  }

  /** The states of the visible instances, in as few calls as possible. */
  static Map<InstanceId, BuilderState> read(AwsCalls aws, Region region, Set<InstanceId> ids) {
    Map<InstanceId, BuilderState> states = new HashMap<>();
    for (List<String> some : chunks(ids, FILTER_VALUES)) {
      DescribeInstancesRequest request =
          DescribeInstancesRequest.builder()
              .filters(Ec2Images.filter("instance-id", some.toArray(String[]::new)))
              .build();
      aws.ec2()
          .call(region, "DescribeInstances", ec2 -> ec2.describeInstances(request))
          .reservations()
          .forEach(
              reservation ->
                  reservation
                      .instances()
                      .forEach(i -> states.put(new InstanceId(i.instanceId()), offline(i))));
    }
    markOnline(aws, region, states);
    return states;
  }

  private static void markOnline(
      AwsCalls aws, Region region, Map<InstanceId, BuilderState> states) {
    List<InstanceId> running = new ArrayList<>();
    states.forEach(
        (id, state) -> {
          if (state.name() == InstanceStateName.RUNNING) {
            running.add(id);
          }
        });
    for (List<String> some : chunks(running, AGENT_FILTER_VALUES)) {
      InstanceInformationStringFilter these =
          InstanceInformationStringFilter.builder().key("InstanceIds").values(some).build();
      aws
          .ssm()
          .call(
              region,
              "DescribeInstanceInformation",
              ssm -> ssm.describeInstanceInformation(r -> r.filters(these)))
          .instanceInformationList()
          .stream()
          .filter(information -> information.pingStatus() == PingStatus.ONLINE)
          .map(information -> new InstanceId(information.instanceId()))
          .forEach(id -> states.computeIfPresent(id, (key, state) -> state.nowOnline()));
    }
  }

  private BuilderState nowOnline() {
    return new BuilderState(name, reason, true);
  }

  private static BuilderState offline(Instance instance) {
    return new BuilderState(
        instance.state().name(), Optional.ofNullable(instance.stateReason()), false);
  }

  private static List<List<String>> chunks(java.util.Collection<InstanceId> ids, int size) {
    List<String> all = ids.stream().map(InstanceId::value).toList();
    List<List<String>> chunks = new ArrayList<>();
    for (int from = 0; from < all.size(); from += size) {
      chunks.add(all.subList(from, Math.min(all.size(), from + size)));
    }
    return chunks;
  }
}
