package dev.kiln.localcloud.ssm;

import dev.kiln.localcloud.datacenter.Datacenter;
import dev.kiln.localcloud.datacenter.Page;
import dev.kiln.localcloud.gateway.Action;
import dev.kiln.localcloud.gateway.Call;
import dev.kiln.localcloud.state.StoredInstance;
import dev.kiln.localcloud.wire.AwsFailure;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ssm.model.DescribeInstanceInformationRequest;
import software.amazon.awssdk.services.ssm.model.DescribeInstanceInformationResponse;
import software.amazon.awssdk.services.ssm.model.InstanceInformation;

/**
 * The agents on the instances. An agent reports once its instance has been running for the
 * configured time; its version names how scripts run here.
 */
final class Agents {
  private final Datacenter datacenter;

  Agents(Datacenter datacenter) {
    this.datacenter = datacenter;
  }

  Map<String, Action> all() {
    return Map.of(
        "DescribeInstanceInformation",
        Action.of(DescribeInstanceInformationRequest::builder, this::describe));
  }

  /** Whether commands reach the instance now. */
  boolean isOnline(StoredInstance instance) {
    Instant now = datacenter.now();
    return instance.life().is("running", now)
        && instance.agentAt().map(at -> !at.isAfter(now)).orElse(false)
        && instance.outage().map(outage -> !outage.until().isAfter(now)).orElse(true);
  }

  /** Whether the agent has ever reported; SSM knows no other instances. */
  boolean isRegistered(StoredInstance instance) {
    String state = instance.life().at(datacenter.now()).state();
    return !state.equals("terminated")
        && instance.agentAt().map(at -> !at.isAfter(datacenter.now())).orElse(false);
  }

  private SdkPojo describe(Call call, DescribeInstanceInformationRequest request) {
    Map<String, Set<String>> wanted =
        request.filters().stream()
            .collect(Collectors.toMap(one -> one.key(), one -> Set.copyOf(one.values())));
    request
        .instanceInformationFilterList()
        .forEach(one -> wanted.put(one.keyAsString(), Set.copyOf(one.valueSet())));
    for (String key : wanted.keySet()) {
      if (!Set.of("InstanceIds", "PingStatus", "PlatformTypes", "ResourceType").contains(key)) {
        throw AwsFailure.refused("InvalidInstanceInformationFilterValue", "Unknown key " + key);
      }
    }
    List<InstanceInformation> found =
        datacenter
            .instances(call)
            .filter(this::isRegistered)
            .map(this::information)
            .filter(one -> passes(wanted, "InstanceIds", one.instanceId()))
            .filter(one -> passes(wanted, "PingStatus", one.pingStatusAsString()))
            .toList();
    Page<InstanceInformation> page =
        Page.of(found, InstanceInformation::instanceId, request.maxResults(), request.nextToken());
    return DescribeInstanceInformationResponse.builder()
        .instanceInformationList(page.items())
        .nextToken(page.next().orElse(null))
        .build();
  }

  private static boolean passes(Map<String, Set<String>> wanted, String key, String value) {
    return !wanted.containsKey(key) || wanted.getOrDefault(key, Set.of()).contains(value);
  }

  private static Instant lastPing(StoredInstance instance) {
    return instance.outage().map(StoredInstance.Outage::from).or(instance::agentAt).orElseThrow();
  }

  private InstanceInformation information(StoredInstance instance) {
    boolean online = isOnline(instance);
    String backend = instance.executes() ? datacenter.room().backend().toString() : "not executing";
    return InstanceInformation.builder()
        .instanceId(instance.id())
        .pingStatus(online ? "Online" : "ConnectionLost")
        .lastPingDateTime(online ? datacenter.now() : lastPing(instance))
        .agentVersion("3.3.0.0")
        .isLatestVersion(true)
        .platformType("Linux")
        .platformName("Linux (" + backend + ")")
        .resourceType("EC2Instance")
        .ipAddress(instance.body().privateIpAddress())
        .computerName(instance.body().privateDnsName())
        .build();
  }
}
