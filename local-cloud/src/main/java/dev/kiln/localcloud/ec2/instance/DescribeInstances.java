package dev.kiln.localcloud.ec2.instance;

import dev.kiln.localcloud.datacenter.Datacenter;
import dev.kiln.localcloud.datacenter.Filters;
import dev.kiln.localcloud.datacenter.Page;
import dev.kiln.localcloud.gateway.Call;
import dev.kiln.localcloud.state.StoredInstance;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.GetConsoleOutputRequest;
import software.amazon.awssdk.services.ec2.model.GetConsoleOutputResponse;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStatus;
import software.amazon.awssdk.services.ec2.model.InstanceStatusSummary;
import software.amazon.awssdk.services.ec2.model.Reservation;

/** Describing instances, with their status and console output. */
final class DescribeInstances {
  private final Datacenter datacenter;
  private final InstanceDescriptions descriptions;

  DescribeInstances(Datacenter datacenter) {
    this.datacenter = datacenter;
    this.descriptions = new InstanceDescriptions(datacenter);
  }

  SdkPojo describe(Call call, DescribeInstancesRequest request) {
    Predicate<Map<String, String>> tagged = Filters.ofTags(request.filters());
    Predicate<Instance> passes =
        Filters.of(Filters.withoutTags(request.filters()), Instance.builder());
    Page<Reservation> page =
        Page.of(
            new Page.Candidates<>(found(call, request.instanceIds()), StoredInstance::id),
            one ->
                descriptions
                    .of(call, one, tagged)
                    .filter(passes)
                    .map(shown -> reservation(one, shown)),
            request.maxResults(),
            request.nextToken());
    return DescribeInstancesResponse.builder()
        .reservations(page.items())
        .nextToken(page.next().orElse(null))
        .build();
  }

  private Stream<StoredInstance> found(Call call, List<String> ids) {
    return ids.isEmpty()
        ? datacenter.instances(call)
        : ids.stream().distinct().map(id -> datacenter.instance(call, id)).toList().stream();
  }

  private static Reservation reservation(StoredInstance instance, Instance shown) {
    return Reservation.builder()
        .reservationId(RunInstances.reservation(instance))
        .ownerId(instance.place().account())
        .groups(List.of())
        .instances(shown)
        .build();
  }

  SdkPojo status(Call call, DescribeInstanceStatusRequest request) {
    boolean all = Boolean.TRUE.equals(request.includeAllInstances());
    Predicate<InstanceStatus> wanted = Filters.of(request.filters(), InstanceStatus.builder());
    List<InstanceStatus> statuses =
        found(call, request.instanceIds())
            .filter(one -> all || one.life().is("running", datacenter.now()))
            .map(one -> status(call, one))
            .filter(wanted)
            .toList();
    Page<InstanceStatus> page =
        Page.of(statuses, InstanceStatus::instanceId, request.maxResults(), request.nextToken());
    return DescribeInstanceStatusResponse.builder()
        .instanceStatuses(page.items())
        .nextToken(page.next().orElse(null))
        .build();
  }

  private InstanceStatus status(Call call, StoredInstance instance) {
    boolean running = instance.life().is("running", datacenter.now());
    InstanceStatusSummary summary =
        InstanceStatusSummary.builder().status(running ? "ok" : "not-applicable").build();
    return InstanceStatus.builder()
        .instanceId(instance.id())
        .availabilityZone(instance.body().placement().availabilityZone())
        .instanceState(descriptions.of(call, instance).state())
        .instanceStatus(summary)
        .systemStatus(summary)
        .build();
  }

  SdkPojo console(Call call, GetConsoleOutputRequest request) {
    StoredInstance instance =
        datacenter.instance(call, request.instanceId() == null ? "" : request.instanceId());
    String text =
        """
        [    0.000000] Kiln local cloud: instance %s of image %s
        [    0.000001] No kernel boots here and user data does not run; scripts come through SSM.
        [    0.000002] Scripts run by: %s
        [    0.000003] State: %s
        """
            .formatted(
                instance.id(),
                instance.body().imageId(),
                instance.executes() ? datacenter.room().backend() : "nothing, foreign architecture",
                instance.life().at(datacenter.now()).state());
    return GetConsoleOutputResponse.builder()
        .instanceId(instance.id())
        .timestamp(datacenter.now())
        .output(Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)))
        .build();
  }
}
