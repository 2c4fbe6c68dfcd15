package dev.kiln.localcloud.ec2.instance;

import dev.kiln.localcloud.control.Fault;
import dev.kiln.localcloud.datacenter.Datacenter;
import dev.kiln.localcloud.gateway.Call;
import dev.kiln.localcloud.state.Lifecycle;
import dev.kiln.localcloud.state.Reason;
import dev.kiln.localcloud.state.StoredInstance;
import dev.kiln.localcloud.state.StoredVolume;
import dev.kiln.localcloud.wire.AwsFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.InstanceStateChange;
import software.amazon.awssdk.services.ec2.model.RebootInstancesRequest;
import software.amazon.awssdk.services.ec2.model.RebootInstancesResponse;
import software.amazon.awssdk.services.ec2.model.StartInstancesRequest;
import software.amazon.awssdk.services.ec2.model.StartInstancesResponse;
import software.amazon.awssdk.services.ec2.model.StopInstancesRequest;
import software.amazon.awssdk.services.ec2.model.StopInstancesResponse;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesRequest;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesResponse;

/** Starting, stopping, rebooting and terminating instances. */
final class InstanceStates {
  static final Set<String> ENDING = Set.of("shutting-down", "terminated");

  private final Datacenter datacenter;

  InstanceStates(Datacenter datacenter) {
    this.datacenter = datacenter;
  }

  SdkPojo start(Call call, StartInstancesRequest request) {
    Instant running = datacenter.now().plus(datacenter.settings().delays().instanceStart());
    List<InstanceStateChange> changes =
        change(
            call,
            request.instanceIds(),
            (instance, state) -> {
              if (!state.equals("stopped") && !state.equals("running")) {
                throw wrongState(instance, "started");
              }
              return state.equals("running")
                  ? instance
                  : instance
                      .withLife(Lifecycle.of("pending").then(running, "running"))
                      .withAgentAt(
                          Optional.of(running.plus(datacenter.settings().delays().agent())));
            });
    return StartInstancesResponse.builder().startingInstances(changes).build();
  }

  SdkPojo stop(Call call, StopInstancesRequest request) {
    boolean stuck = call.stateFault(Fault.When.STOPPING_FOREVER).isPresent();
    boolean forced = Boolean.TRUE.equals(request.force());
    Reason reason =
        new Reason("Client.UserInitiatedShutdown", "Client.UserInitiatedShutdown: User initiated");
    List<InstanceStateChange> changes =
        change(
            call,
            request.instanceIds(),
            (instance, state) -> {
              boolean already = state.equals("stopped") || state.equals("stopping");
              if (!already && !state.equals("running")) {
                throw wrongState(instance, "stopped");
              }
              if ("spot".equals(instance.body().instanceLifecycleAsString())) {
                throw AwsFailure.refused(
                    "UnsupportedOperation",
                    "You can't stop the Spot Instance '%s' because it is associated with a one-time Spot Instance request."
                        .formatted(instance.id()));
              }
              if (already && !(forced && state.equals("stopping"))) {
                return instance;
              }
              powerOff(instance);
              Lifecycle stopping = Lifecycle.of("stopping").because(reason);
              return instance.withLife(stuck ? stopping : stopping.then(stopEnd(), "stopped"));
            });
    return StopInstancesResponse.builder().stoppingInstances(changes).build();
  }

  private Instant stopEnd() {
    return datacenter.now().plus(datacenter.settings().delays().instanceStop());
  }

  SdkPojo reboot(Call call, RebootInstancesRequest request) {
    change(
        call,
        request.instanceIds(),
        (instance, state) -> {
          if (!state.equals("running")) {
            throw wrongState(instance, "rebooted");
          }
          powerOff(instance);
          return datacenter.rebooting(instance);
        });
    return RebootInstancesResponse.builder().build();
  }

  SdkPojo terminate(Call call, TerminateInstancesRequest request) {
    Instant end = datacenter.now().plus(datacenter.settings().delays().terminate());
    Reason reason =
        new Reason("Client.UserInitiatedShutdown", "Client.UserInitiatedShutdown: User initiated");
    List<InstanceStateChange> changes =
        change(
            call,
            request.instanceIds(),
            (instance, state) -> {
              if (!instance.terminable()) {
                throw AwsFailure.refused(
                    "OperationNotPermitted",
                    "The instance '%s' may not be terminated. Modify its 'disableApiTermination' instance attribute and try again."
                        .formatted(instance.id()));
              }
              if (ENDING.contains(state)) {
                return instance;
              }
              scrap(instance);
              return instance.withLife(
                  Lifecycle.of("shutting-down").because(reason).then(end, "terminated"));
            });
    return TerminateInstancesResponse.builder().terminatingInstances(changes).build();
  }

  private void powerOff(StoredInstance instance) {
    datacenter.room().afterwards(instance.id(), machines -> machines.stop(instance.id()));
  }

  private void scrap(StoredInstance instance) {
    datacenter.store().all(StoredVolume.class).stream()
        .filter(volume -> volume.instanceId().equals(instance.id()))
        .filter(StoredVolume::deleteOnTermination)
        .forEach(datacenter.store()::remove);
    datacenter.cleanup().scrap(instance);
  }

  private List<InstanceStateChange> change(
      Call call, List<String> ids, BiFunction<StoredInstance, String, StoredInstance> next) {
    if (ids.isEmpty()) {
      throw AwsFailure.missing("InstanceId");
    }
    List<StoredInstance> found = ids.stream().map(id -> datacenter.instance(call, id)).toList();
    List<InstanceStateChange> changes = new ArrayList<>();
    for (StoredInstance instance : found) {
      String before = state(instance);
      StoredInstance after = datacenter.store().put(next.apply(instance, before));
      changes.add(
          InstanceStateChange.builder()
              .instanceId(instance.id())
              .previousState(InstanceDescriptions.state(before))
              .currentState(InstanceDescriptions.state(after.life().state()))
              .build());
    }
    return changes;
  }

  private String state(StoredInstance instance) {
    return instance.life().at(datacenter.now()).state();
  }

  private AwsFailure wrongState(StoredInstance instance, String verb) {
    return AwsFailure.refused(
        "IncorrectInstanceState",
        "The instance '%s' is not in a state from which it can be %s: it is %s."
            .formatted(instance.id(), verb, state(instance)));
  }
}
