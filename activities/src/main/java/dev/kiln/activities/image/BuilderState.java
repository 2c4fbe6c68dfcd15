package dev.kiln.activities.image;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.aws.Page;
import dev.kiln.model.InstanceId;
import dev.kiln.model.Region;
import dev.kiln.workflows.image.Builder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.StateReason;
import software.amazon.awssdk.services.ssm.model.InstanceInformation;
import software.amazon.awssdk.services.ssm.model.InstanceInformationStringFilter;
import software.amazon.awssdk.services.ssm.model.PingStatus;

/**
 * A builder as the cloud shows it.
 *
 * @param reason the cloud's reason why it is no longer running
 * @param online whether its agent accepts commands; false if nobody asked
 */
record BuilderState(InstanceStateName name, Optional<StateReason> reason, boolean online) {
  /** EC2 accepts at most this many values in one filter. */
  private static final int FILTER_VALUES = 200;

  /** The most items of a page of Systems Manager, which would accept 100 values in a filter. */
  private static final int AGENTS_AT_ONCE = 50;

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

  /**
   * What a wait asks about its builder.
   *
   * @param agent whether the agent matters; asking for it is a call of its own
   */
  record Inquiry(InstanceId instance, boolean agent) {}

  /** The state of one builder; empty if it is not visible. */
  static Optional<BuilderState> read(AwsCalls aws, Builder builder) {
    Inquiry inquiry = new Inquiry(builder.instance(), false);
    return Optional.ofNullable(read(aws, builder.region(), Set.of(inquiry)).get(inquiry));
  }

  /** The states of the visible instances, in as few calls as possible. */
  static Map<Inquiry, BuilderState> read(AwsCalls aws, Region region, Set<Inquiry> inquiries) {
    Map<InstanceId, BuilderState> states = instances(aws, region, inquiries);
    List<String> waiting =
        inquiries.stream()
            .filter(Inquiry::agent)
            .map(Inquiry::instance)
            .filter(id -> isRunning(Optional.ofNullable(states.get(id))))
            .map(InstanceId::value)
            .toList();
    Set<String> online = online(aws, region, waiting);
    Map<Inquiry, BuilderState> found = new HashMap<>();
    for (Inquiry inquiry : inquiries) {
      Optional.ofNullable(states.get(inquiry.instance()))
          .map(state -> state.withAgent(online.contains(inquiry.instance().value())))
          .ifPresent(state -> found.put(inquiry, state));
    }
    return found;
  }

  private static boolean isRunning(Optional<BuilderState> state) {
    return state.filter(known -> known.name() == InstanceStateName.RUNNING).isPresent();
  }

  private static Map<InstanceId, BuilderState> instances(
      AwsCalls aws, Region region, Set<Inquiry> inquiries) {
    List<String> ids =
        inquiries.stream().map(inquiry -> inquiry.instance().value()).distinct().toList();
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
    return states;
  }

  /** Those whose agent is online. A page has 10 instances unless one asks for more. */
  private static Set<String> online(AwsCalls aws, Region region, List<String> ids) {
    Set<String> online = new HashSet<>();
    for (List<String> some : chunks(ids, AGENTS_AT_ONCE)) {
      InstanceInformationStringFilter these =
          InstanceInformationStringFilter.builder().key("InstanceIds").values(some).build();
      aws
          .ssm()
          .list(
              region,
              "DescribeInstanceInformation",
              InstanceInformation::instanceId,
              (ssm, token) -> {
                var page =
                    ssm.describeInstanceInformation(
                        r -> r.filters(these).maxResults(AGENTS_AT_ONCE).nextToken(token));
                return Page.of(page.instanceInformationList(), page.nextToken());
              })
          .stream()
          .filter(information -> information.pingStatus() == PingStatus.ONLINE)
          .forEach(information -> online.add(information.instanceId()));
    }
    return online;
  }

  private BuilderState withAgent(boolean reports) {
    return new BuilderState(name, reason, reports);
  }

  private static BuilderState offline(Instance instance) {
    return new BuilderState(
        instance.state().name(), Optional.ofNullable(instance.stateReason()), false);
  }

  private static List<List<String>> chunks(List<String> all, int size) {
    List<List<String>> chunks = new ArrayList<>();
    for (int from = 0; from < all.size(); from += size) {
      chunks.add(all.subList(from, Math.min(all.size(), from + size)));
    }
    return chunks;
  }
}
