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
 * Runs steps on builders through Systems Manager: finds the command an earlier try has sent, else
 * sends it, and watches all commands of a region together.
 */
final class CommandRuns implements AutoCloseable {
  private static final String DOCUMENT = "AWS-RunShellScript";

  /** Said by the local cloud on a machine where nothing can be executed. */
  private static final String NOT_EXECUTED = "NotExecuted";

  /** Said of a command that no agent took in time. */
  private static final String UNDELIVERED = "DeliveryTimedOut";

  /** An agent that was online may drop out for a moment; after so many tries it is gone. */
  private static final int REGISTRATION_TRIES = 8;

  private static final int DELIVERY_SECONDS = 600;
  private static final Duration MARGIN = Duration.ofMinutes(5);

  /** Right after it was sent, a command may be unknown to its reader. */
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
   * @param token names it on its builder
   * @param attempt of the activity, from 1; an earlier one may have sent the command
   */
  record Order(Builder builder, SetupStep step, String token, int attempt) {
    ApplicationFailure lost(String fact) {
      return FailureType.BUILDER_LOST.failure(
          "cannot tell what became of step '%s' on %s: %s"
              .formatted(step.name(), builder.instance(), fact));
    }
  }

  /**
   * Runs a step and settles the wait: with what {@code ended} makes of the outcome, or in failure.
   *
   * @param running told how long the command has been running, each time it is seen to be
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
                wait.fail(order.lost("its command " + command + " is not there any more"));
              } else if (state.filter(CommandRuns::isUndelivered).isPresent()) {
                wait.fail(undelivered(order));
              } else if (state.filter(CommandRuns::isOver).isPresent()) {
                ended.accept(outcome(order, command, state.get()));
              } else if (waited.compareTo(longest) > 0) {
                wait.fail(cutOff(order, "its command has no end, long after its time"));
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

  /** A command may go astray once; an agent that takes none the second time is not there. */
  private ApplicationFailure undelivered(Order order) {
    long times =
        commandsOf(order).filter(command -> UNDELIVERED.equals(command.statusDetails())).count();
    return times > 1
        ? cutOff(order, "its agent did not take the command, twice")
        : FailureType.CLOUD_UNAVAILABLE.failure(
            "the agent of %s did not take the command for step '%s'; sent once more"
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
        throw cutOff(order, "its agent is registered no more");
      }
      throw FailureType.CLOUD_UNAVAILABLE.failure(
          "the agent of " + order.builder().instance() + " is not registered; tried again",
          refused);
    }
  }

  private StepScript.Outcome outcome(Order order, String command, CommandInvocation ended) {
    Builder builder = order.builder();
    GetCommandInvocationResponse told =
        aws.ssm()
            .call(
                builder.region(),
                "GetCommandInvocation",
                ssm ->
                    ssm.getCommandInvocation(
                        r -> r.commandId(command).instanceId(builder.instance().value())));
    if (NOT_EXECUTED.equals(ended.statusDetails())) {
      return StepScript.Outcome.notExecuted(told.standardErrorContent());
    }
    return StepScript.parse(told.standardOutputContent())
        .orElseThrow(
            () ->
                cutOff(
                    order,
                    "its command ended as %s: %s"
                        .formatted(ended.statusDetails(), told.standardErrorContent().strip())));
  }

  /** A command that tells nothing: perhaps its builder tells why. */
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

  /** One command is asked for by its id; of several, all recent ones are listed at once. */
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
