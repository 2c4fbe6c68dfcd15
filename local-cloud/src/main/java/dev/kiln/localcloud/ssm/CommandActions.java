package dev.kiln.localcloud.ssm;

import dev.kiln.localcloud.control.Fault;
import dev.kiln.localcloud.datacenter.Datacenter;
import dev.kiln.localcloud.gateway.Action;
import dev.kiln.localcloud.gateway.Call;
import dev.kiln.localcloud.machine.Script;
import dev.kiln.localcloud.state.StoredCommand;
import dev.kiln.localcloud.state.StoredInstance;
import dev.kiln.localcloud.state.StoredInvocation;
import dev.kiln.localcloud.wire.AwsFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ssm.model.CancelCommandRequest;
import software.amazon.awssdk.services.ssm.model.CancelCommandResponse;
import software.amazon.awssdk.services.ssm.model.Command;
import software.amazon.awssdk.services.ssm.model.SendCommandRequest;
import software.amazon.awssdk.services.ssm.model.SendCommandResponse;

/** Sending commands, and cancelling them. */
final class CommandActions {
  /** The status details of a command that nothing executed, for clients that check. */
  static final String NOT_EXECUTED = "NotExecuted";

  private static final int LONGEST_COMMENT = 100;
  private static final int SHORTEST_DELIVERY = 30;
  private static final int LONGEST_DELIVERY = 2_592_000;
  private static final int DEFAULT_DELIVERY = 3600;
  private static final int MOST_INSTANCES = 50;

  private final Datacenter datacenter;
  private final Agents agents;
  private final CommandRunner runner;

  CommandActions(Datacenter datacenter, Agents agents, CommandRunner runner) {
    this.datacenter = datacenter;
    this.agents = agents;
    this.runner = runner;
  }

  Map<String, Action> all() {
    return Map.of(
        "SendCommand",
        Action.of(SendCommandRequest::builder, this::send),
        "CancelCommand",
        Action.of(CancelCommandRequest::builder, this::cancel));
  }

  private SdkPojo send(Call call, SendCommandRequest request) {
    Script script = ShellScript.of(request.documentName(), request.parameters());
    List<StoredInstance> instances = targets(call, request);
    int delivery = Optional.ofNullable(request.timeoutSeconds()).orElse(DEFAULT_DELIVERY);
    String comment = Optional.ofNullable(request.comment()).orElse("");
    boolean timely = delivery >= SHORTEST_DELIVERY && delivery <= LONGEST_DELIVERY;
    if (!timely || comment.length() > LONGEST_COMMENT) {
      throw AwsFailure.refused(
          "ValidationException",
          "timeoutSeconds must be between %d and %d, and comment have at most %d characters"
              .formatted(SHORTEST_DELIVERY, LONGEST_DELIVERY, LONGEST_COMMENT));
    }
    Command command =
        Command.builder()
            .commandId(UUID.randomUUID().toString())
            .documentName(request.documentName())
            .documentVersion(Optional.ofNullable(request.documentVersion()).orElse("$DEFAULT"))
            .comment(comment)
            .parameters(request.parameters())
            .instanceIds(instances.stream().map(StoredInstance::id).toList())
            .targets(request.targets())
            .requestedDateTime(call.time())
            .expiresAfter(call.time().plus(Duration.ofSeconds(delivery)))
            .timeoutSeconds(delivery)
            .outputS3BucketName("")
            .outputS3KeyPrefix("")
            .maxConcurrency("50")
            .maxErrors("0")
            .serviceRole("")
            .targetCount(instances.size())
            .build();
    StoredCommand stored =
        datacenter.store().put(new StoredCommand(call.place(), command, call.time()));
    return SendCommandResponse.builder()
        .command(CommandDescriptions.command(stored, start(call, stored, instances, script)))
        .build();
  }

  private List<StoredInvocation> start(
      Call call, StoredCommand command, List<StoredInstance> instances, Script script) {
    List<StoredInvocation> invocations = new ArrayList<>();
    for (StoredInstance instance : instances) {
      StoredInvocation invocation =
          StoredInvocation.pending(call.place(), command.id(), instance.id(), call.time());
      invocations.add(datacenter.store().put(invocation));
      Optional<Fault> lost = call.stateFault(Fault.When.COMMAND_UNDELIVERED);
      lost.ifPresentOrElse(
          fault -> runner.lose(invocation, fault.delay()),
          () -> runner.start(invocation, instance, script));
    }
    return invocations;
  }

  private List<StoredInstance> targets(Call call, SendCommandRequest request) {
    List<String> ids = new ArrayList<>(request.instanceIds());
    request.targets().stream()
        .filter(target -> "InstanceIds".equals(target.key()))
        .forEach(target -> ids.addAll(target.values()));
    if (ids.size() > MOST_INSTANCES) {
      throw AwsFailure.refused(
          "ValidationException",
          "1 validation error detected: Value at 'instanceIds' failed to satisfy constraint: Member must have length less than or equal to "
              + MOST_INSTANCES);
    }
    if (ids.isEmpty()) {
      throw AwsFailure.refused("InvalidTarget", "A command needs at least one instance id");
    }
    List<StoredInstance> found = new ArrayList<>();
    for (String id : ids) {
      found.add(
          datacenter
              .instances(call)
              .filter(one -> one.id().equals(id))
              .filter(agents::isOnline)
              .findFirst()
              .orElseThrow(
                  () ->
                      AwsFailure.refused(
                          "InvalidInstanceId", "Instances not in a valid state for account")));
    }
    return found;
  }

  private SdkPojo cancel(Call call, CancelCommandRequest request) {
    StoredCommand command =
        datacenter
            .store()
            .find(StoredCommand.class, String.valueOf(request.commandId()))
            .filter(found -> found.place().equals(call.place()))
            .orElseThrow(() -> AwsFailure.refused("InvalidCommandId", "Unknown command"));
    datacenter.store().all(StoredInvocation.class).stream()
        .filter(one -> one.command().equals(command.id()) && !one.isFinal())
        .filter(
            one ->
                request.instanceIds().isEmpty() || request.instanceIds().contains(one.instance()))
        .forEach(runner::cancel);
    return CancelCommandResponse.builder().build();
  }
}
