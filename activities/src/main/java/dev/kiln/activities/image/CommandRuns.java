package dev.kiln.activities.image;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.aws.AwsFailures;
import dev.kiln.activities.aws.Patience;
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
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ssm.model.Command;
import software.amazon.awssdk.services.ssm.model.CommandInvocation;
import software.amazon.awssdk.services.ssm.model.CommandInvocationStatus;
import software.amazon.awssdk.services.ssm.model.GetCommandInvocationResponse;
import software.amazon.awssdk.services.ssm.model.SendCommandRequest;

/**
 * Runs steps on builders through Systems Manager. It finds the command of an earlier attempt or
 * sends one, and watches all commands of a region together.
 */
final class CommandRuns implements AutoCloseable {
  private static final String DOCUMENT = "AWS-RunShellScript";

  /** The local cloud's answer on a machine that cannot run scripts. */
  private static final String NOT_EXECUTED = "NotExecuted";

  /** The status of a command that no agent accepted in time. */
  private static final String UNDELIVERED = "DeliveryTimedOut";

  /** An agent that was online may drop out for a moment; after this many tries it is gone. */
  private static final int REGISTRATION_TRIES = 8;

  private static final int DELIVERY_SECONDS = 600;
  private static final Duration MARGIN = Duration.ofMinutes(5);

  /** For this long, a new command may be unknown. */
  private static final Duration GRACE = Duration.ofMinutes(3);

  private final AwsCalls aws;
  private final Patience patience;
  private final Map<Region, Watch<String, CommandInvocation>> watches = new ConcurrentHashMap<>();

  CommandRuns(AwsCalls aws, Patience patience) {
    this.aws = aws;
    this.patience = patience;
  }

  /**
   * A step to run.
   *
   * @param token identifies the step on its builder
   * @param attempt of the activity, from 1; an earlier attempt may have sent the command
   */
  record Order(Builder builder, SetupStep step, String token, int attempt) {
    ApplicationFailure lost(String fact) {
      return FailureType.BUILDER_LOST.failure(
          "cannot find out how step '%s' on %s ended: %s"
              .formatted(step.name(), builder.instance(), fact));
    }
  }

  /**
   * Runs a step. Then {@code ended} settles the wait with the outcome, or the wait fails.
   *
   * @param running receives how long the command has been running, each time it is seen running
   */
  void run(
      Order order,
      OpenWait<?> wait,
      Consumer<Duration> running,
      Consumer<StepScript.Outcome> ended) {
    Region region = order.builder().region();
    String command =
        (order.attempt() == 1 ? Optional.<String>empty() : sentEarlier(order))
            .orElseGet(() -> send(order));
    wait.detail(order.step().name() + ": " + command);
    wait.whenGone(
        () ->
            aws.ssm()
                .call(
                    region, "CancelCommand", ssm -> ssm.cancelCommand(r -> r.commandId(command))));
    Duration longest = order.step().timeout().plus(patience.command());
    watch(region)
        .add(
            command,
            wait,
            (state, waited) -> {
              wait.detail(order.step().name() + ": " + command);
              if (state.isEmpty() && waited.compareTo(GRACE) > 0) {
                wait.fail(order.lost("its command " + command + " no longer exists"));
              } else if (state.filter(CommandRuns::isUndelivered).isPresent()) {
                wait.fail(undelivered(order));
              } else if (state.filter(CommandRuns::isOver).isPresent()) {
                ended.accept(outcome(order, command, state.get()));
              } else if (waited.compareTo(longest) > 0) {
                wait.fail(cutOff(order, "its command has not ended long after its timeout"));
              } else {
                running.accept(waited);
              }
            });
  }

  private Optional<String> sentEarlier(Order order) {
    return commandsOf(order)
        .filter(command -> !UNDELIVERED.equals(command.statusDetails()))
        .map(Command::commandId)
        .findFirst();
  }

  private Stream<Command> commandsOf(Order order) {
    return aws
        .ssm()
        .call(
            order.builder().region(),
            "ListCommands",
            ssm -> ssm.listCommands(r -> r.instanceId(order.builder().instance().value())))
        .commands()
        .stream()
        .filter(command -> order.token().equals(command.comment()));
  }

  /** A command may get lost once; an agent that ignores the second one is gone. */
  private ApplicationFailure undelivered(Order order) {
    long times =
        commandsOf(order).filter(command -> UNDELIVERED.equals(command.statusDetails())).count();
    return times > 1
        ? cutOff(order, "its agent ignored the command twice")
        : FailureType.CLOUD_UNAVAILABLE.failure(
            "the agent of %s did not accept the command for step '%s'; Kiln sends it once more"
                .formatted(order.builder().instance(), order.step().name()));
  }

  private String send(Order order) {
    Duration limit = order.step().timeout().plus(MARGIN);
    SendCommandRequest request =
        SendCommandRequest.builder()
            .instanceIds(order.builder().instance().value())
            .documentName(DOCUMENT)
            .comment(order.token())
            .timeoutSeconds(DELIVERY_SECONDS)
            .parameters(
                Map.of(
                    "commands", StepScript.wrap(order.step(), order.token()),
                    "executionTimeout", List.of(Long.toString(limit.toSeconds()))))
            .build();
    Region region = order.builder().region();
    try {
      return aws.ssm()
          .raw(region, "SendCommand", ssm -> ssm.sendCommand(request))
          .command()
          .commandId();
    } catch (SdkException refused) {
      boolean unregistered =
          AwsFailures.code(refused).filter("InvalidInstanceId"::equals).isPresent();
      if (!unregistered) {
        throw AwsFailures.translate("SendCommand", region, refused);
      }
      if (order.attempt() > REGISTRATION_TRIES) {
        throw cutOff(order, "its agent is no longer registered");
      }
      throw FailureType.CLOUD_UNAVAILABLE.failure(
          "the agent of " + order.builder().instance() + " is not registered; Kiln tries again",
          refused);
    }
  }

  private StepScript.Outcome outcome(Order order, String command, CommandInvocation ended) {
    Builder builder = order.builder();
    GetCommandInvocationResponse answer =
        aws.ssm()
            .call(
                builder.region(),
                "GetCommandInvocation",
                ssm ->
                    ssm.getCommandInvocation(
                        r -> r.commandId(command).instanceId(builder.instance().value())));
    if (NOT_EXECUTED.equals(ended.statusDetails())) {
      return StepScript.Outcome.notExecuted(answer.standardErrorContent());
    }
    return StepScript.parse(answer.standardOutputContent())
        .orElseThrow(
            () ->
                cutOff(
                    order,
                    "its command ended as %s: %s"
                        .formatted(ended.statusDetails(), answer.standardErrorContent().strip())));
  }

  /** A silent command: perhaps its builder knows why. */
  private ApplicationFailure cutOff(Order order, String fact) {
    Optional<BuilderState> state = BuilderState.read(aws, order.builder());
    return state.filter(s -> s.isGone() || s.isStopped()).isPresent()
        ? BuilderLoss.of(order.builder(), state)
        : order.lost(fact);
  }

  private static boolean isUndelivered(CommandInvocation invocation) {
    return UNDELIVERED.equals(invocation.statusDetails());
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

  /** Reads one command by its ID; for several, lists all recent ones at once. */
  private Map<String, CommandInvocation> read(Region region, Set<String> ids) {
    Map<String, CommandInvocation> states = new HashMap<>();
    Optional<String> only = ids.size() == 1 ? ids.stream().findFirst() : Optional.empty();
    Optional<String> next = Optional.empty();
    do {
      Optional<String> page = next;
      var answer =
          aws.ssm()
              .call(
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
