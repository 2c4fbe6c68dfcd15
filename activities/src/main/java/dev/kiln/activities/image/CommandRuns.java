package dev.kiln.activities.image;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.aws.AwsFailures;
import dev.kiln.activities.waiting.OpenWait;
import dev.kiln.activities.waiting.Watch;
import dev.kiln.model.Region;
import dev.kiln.model.layer.SetupStep;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.image.Builder;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ssm.model.CommandInvocation;
import software.amazon.awssdk.services.ssm.model.CommandInvocationStatus;
import software.amazon.awssdk.services.ssm.model.GetCommandInvocationResponse;
import software.amazon.awssdk.services.ssm.model.SendCommandRequest;

/**
 * Runs steps on builders through Systems Manager: finds the command an earlier try has sent, else
 * sends it, and watches all commands of a region together.
 */
final class CommandRuns implements AutoCloseable {
  private static final String DOCUMENT = "AWS-RunShellScript";

  /** Said by the local cloud on a machine where nothing can be executed. */
  private static final String NOT_EXECUTED = "NotExecuted";

  /** An agent that was online may drop out for a moment; after so many tries it is gone. */
  private static final int REGISTRATION_TRIES = 8;

  private static final int DELIVERY_SECONDS = 600;
  private static final Duration MARGIN = Duration.ofMinutes(5);

  /** Right after it was sent, a command may be unknown to its reader. */
  private static final Duration GRACE = Duration.ofMinutes(3);

  private final AwsCalls aws;
  private final Map<Region, Watch<String, CommandInvocation>> watches = new ConcurrentHashMap<>();

  CommandRuns(AwsCalls aws) {
    this.aws = aws;
  }

  /**
   * Runs a step and settles the wait: with what {@code ended} makes of the outcome, or in failure.
   *
   * @param attempt of the activity, from 1; an earlier one may have sent the command
   * @param running told how long the command has been running, each time it is seen to be
   */
  void run(
      Builder builder,
      SetupStep step,
      String token,
      int attempt,
      OpenWait wait,
      Consumer<Duration> running,
      Consumer<StepScript.Outcome> ended) {
    Region region = builder.region();
    String command =
        (attempt == 1 ? Optional.<String>empty() : sentEarlier(builder, token))
            .orElseGet(() -> send(builder, step, token, attempt));
    wait.detail(step.name() + ": " + command);
    wait.whenGone(
        () ->
            aws.ssm(region, "CancelCommand", ssm -> ssm.cancelCommand(r -> r.commandId(command))));
    watch(region)
        .add(
            command,
            wait,
            (state, waited) -> {
              if (state.isEmpty() && waited.compareTo(GRACE) > 0) {
                wait.fail(lost(builder, step, "its command " + command + " is not there any more"));
              }
              if (state.filter(CommandRuns::isOver).isPresent()) {
                ended.accept(outcome(builder, step, command, state.get()));
              } else {
                running.accept(waited);
              }
            });
  }

  private Optional<String> sentEarlier(Builder builder, String token) {
    return aws
        .ssm(
            builder.region(),
            "ListCommands",
            ssm -> ssm.listCommands(r -> r.instanceId(builder.instance().value())))
        .commands()
        .stream()
        .filter(command -> token.equals(command.comment()))
        .filter(command -> !String.valueOf(command.statusDetails()).equals("DeliveryTimedOut"))
        .map(command -> command.commandId())
        .findFirst();
  }

  private String send(Builder builder, SetupStep step, String token, int attempt) {
    SendCommandRequest request =
        SendCommandRequest.builder()
            .instanceIds(builder.instance().value())
            .documentName(DOCUMENT)
            .comment(token)
            .timeoutSeconds(DELIVERY_SECONDS)
            .parameters(
                Map.of(
                    "commands", StepScript.wrap(step, token),
                    "executionTimeout",
                        List.of(Long.toString(step.timeout().plus(MARGIN).toSeconds()))))
            .build();
    Region region = builder.region();
    try {
      return aws.ssmRaw(region, "SendCommand", ssm -> ssm.sendCommand(request))
          .command()
          .commandId();
    } catch (SdkException refused) {
      boolean unregistered =
          AwsFailures.code(refused).filter("InvalidInstanceId"::equals).isPresent();
      if (!unregistered) {
        throw AwsFailures.translate("SendCommand", region, refused);
      }
      if (attempt > REGISTRATION_TRIES) {
        throw lost(builder, step, "its agent is registered no more");
      }
      throw FailureType.CLOUD_UNAVAILABLE.failure(
          "the agent of " + builder.instance() + " is not registered; tried again", refused);
    }
  }

  private StepScript.Outcome outcome(
      Builder builder, SetupStep step, String command, CommandInvocation ended) {
    GetCommandInvocationResponse told =
        aws.ssm(
            builder.region(),
            "GetCommandInvocation",
            ssm ->
                ssm.getCommandInvocation(
                    r -> r.commandId(command).instanceId(builder.instance().value())));
    if (NOT_EXECUTED.equals(ended.statusDetails())) {
      return new StepScript.Outcome(StepScript.Ending.NOT_EXECUTED, 0, told.standardErrorContent());
    }
    return StepScript.parse(told.standardOutputContent())
        .orElseThrow(
            () ->
                lost(
                    builder,
                    step,
                    "its command ended as "
                        + ended.statusDetails()
                        + ": "
                        + told.standardErrorContent().strip()));
  }

  static ApplicationFailure lost(Builder builder, SetupStep step, String fact) {
    return FailureType.BUILDER_LOST.failure(
        "cannot tell what became of step '%s' on %s: %s"
            .formatted(step.name(), builder.instance(), fact));
  }

  private static boolean isOver(CommandInvocation invocation) {
    CommandInvocationStatus status = invocation.status();
    return status != CommandInvocationStatus.PENDING
        && status != CommandInvocationStatus.IN_PROGRESS
        && status != CommandInvocationStatus.DELAYED
        && status != CommandInvocationStatus.CANCELLING;
  }

  private Watch<String, CommandInvocation> watch(Region region) {
    return watches.computeIfAbsent(
        region, r -> new Watch<>("kiln-commands-" + r, ids -> read(r, ids)));
  }

  /** One command is asked for by its id; of several, all recent ones are listed at once. */
  private Map<String, CommandInvocation> read(Region region, Set<String> ids) {
    Map<String, CommandInvocation> states = new HashMap<>();
    Optional<String> only = ids.size() == 1 ? ids.stream().findFirst() : Optional.empty();
    Optional<String> next = Optional.empty();
    do {
      Optional<String> page = next;
      var answer =
          aws.ssm(
              region,
              "ListCommandInvocations",
              ssm ->
                  ssm.listCommandInvocations(
                      r -> {
                        only.ifPresent(r::commandId);
                        page.ifPresent(r::nextToken);
                      }));
      answer.commandInvocations().stream()
          .filter(invocation -> ids.contains(invocation.commandId()))
          .forEach(invocation -> states.put(invocation.commandId(), invocation));
      next = Optional.ofNullable(answer.nextToken()).filter(token -> !token.isEmpty());
    } while (next.isPresent() && states.size() < ids.size());
    return states;
  }

  @Override
  public void close() {
    watches.values().forEach(Watch::close);
  }
}
