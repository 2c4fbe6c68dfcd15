package dev.kiln.activities.image;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.aws.AwsFailures;
import dev.kiln.activities.aws.Page;
import dev.kiln.activities.aws.Patience;
import dev.kiln.activities.waiting.OpenWait;
import dev.kiln.activities.waiting.Watch;
import dev.kiln.model.Region;
import dev.kiln.model.layer.SetupStep;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.image.Builder;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ssm.model.Command;
import software.amazon.awssdk.services.ssm.model.CommandInvocation;
import software.amazon.awssdk.services.ssm.model.GetCommandInvocationResponse;
import software.amazon.awssdk.services.ssm.model.SendCommandRequest;

/**
 * Runs steps on builders through Systems Manager: the commands of a step one after the other, each
 * once the agent has executed the one before. It finds the command of an earlier attempt or sends
 * one, and watches all commands of a region together.
 */
final class CommandRuns implements AutoCloseable {
  /** An agent that was online may drop out for a moment; after this many tries it is gone. */
  private static final int REGISTRATION_TRIES = 8;

  private static final int DELIVERY_SECONDS = 600;

  /** For this long, a new command may be unknown. */
  private static final Duration GRACE = Duration.ofMinutes(3);

  private final AwsCalls aws;
  private final Patience patience;
  private final Map<Region, Watch<SentCommand, CommandInvocation>> watches =
      new ConcurrentHashMap<>();

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
    new StepRun(order, wait, running, ended).begin();
  }

  /** The commands of one step. */
  private final class StepRun {
    private final Order order;
    private final OpenWait<?> wait;
    private final Consumer<Duration> running;
    private final Consumer<StepScript.Outcome> ended;
    private final List<ShellCommand> commands;
    private final List<Command> earlier;

    StepRun(
        Order order,
        OpenWait<?> wait,
        Consumer<Duration> running,
        Consumer<StepScript.Outcome> ended) {
      this.order = order;
      this.wait = wait;
      this.running = running;
      this.ended = ended;
      this.commands = StepCommands.of(order.step(), order.token());
      this.earlier = order.attempt() == 1 ? List.of() : commandsOf(order);
    }

    /** If the script was already told to run, the pieces before it no longer matter. */
    void begin() {
      int last = commands.size() - 1;
      follow(sent(commands.get(last)).isPresent() ? last : firstMissing());
    }

    private int firstMissing() {
      int number = 0;
      while (number < commands.size() - 1
          && sent(commands.get(number)).filter(c -> CommandStatus.of(c).isSuccess()).isPresent()) {
        number++;
      }
      return number;
    }

    private Optional<Command> sent(ShellCommand command) {
      return earlier.stream()
          .filter(known -> command.comment().equals(known.comment()))
          .filter(known -> !CommandStatus.of(known).isUndelivered())
          .findFirst();
    }

    private void follow(int number) {
      ShellCommand command = commands.get(number);
      SentCommand sent = sent(command).map(SentCommand::of).orElseGet(() -> send(order, command));
      wait.detail(detail(number, sent));
      wait.whenGone(
          () ->
              aws.ssm()
                  .call(
                      order.builder().region(),
                      "CancelCommand",
                      ssm -> ssm.cancelCommand(r -> r.commandId(sent.id()))));
      watch(order.builder().region())
          .add(sent, wait, (state, waited) -> observe(number, sent, state, waited));
    }

    private String detail(int number, SentCommand sent) {
      String piece =
          isLast(number) ? "" : " (piece %d of %d)".formatted(number + 1, commands.size() - 1);
      return order.step().name() + piece + ": " + sent.id();
    }

    private boolean isLast(int number) {
      return number == commands.size() - 1;
    }

    private void observe(
        int number, SentCommand sent, Optional<CommandInvocation> state, Duration waited) {
      wait.detail(detail(number, sent));
      Optional<CommandStatus> status = state.map(CommandStatus::of);
      Duration longest =
          patience.command().plus(isLast(number) ? order.step().timeout() : Duration.ZERO);
      if (state.isEmpty() && waited.compareTo(GRACE) > 0) {
        wait.fail(order.lost("its command " + sent.id() + " no longer exists"));
      } else if (status.filter(CommandStatus::isUndelivered).isPresent()) {
        wait.fail(undelivered(order, commands.get(number)));
      } else if (status.filter(CommandStatus::isOver).isPresent()) {
        over(number, sent, status.get());
      } else if (waited.compareTo(longest) > 0) {
        wait.fail(cutOff(order, "its command has not ended long after its timeout"));
      } else if (isLast(number)) {
        running.accept(waited);
      }
    }

    /** A failure to send the next command ends this attempt: the next one finds what was sent. */
    private void over(int number, SentCommand sent, CommandStatus status) {
      if (isLast(number)) {
        ended.accept(outcome(order, sent, status));
      } else if (status.isSuccess()) {
        try {
          follow(number + 1);
        } catch (ApplicationFailure unsent) {
          wait.fail(unsent);
        }
      } else {
        String piece =
            "piece %d of %d of its script did not arrive"
                .formatted(number + 1, commands.size() - 1);
        wait.fail(silent(order, piece, status, answer(order, sent)));
      }
    }
  }

  private List<Command> commandsOf(Order order) {
    String instance = order.builder().instance().value();
    return aws.ssm()
        .list(
            order.builder().region(),
            "ListCommands",
            Command::commandId,
            (ssm, token) -> {
              var page =
                  ssm.listCommands(r -> r.instanceId(instance).maxResults(50).nextToken(token));
              return Page.of(page.commands(), page.nextToken());
            });
  }

  /** A command may get lost once; an agent that ignores the second one is gone. */
  private ApplicationFailure undelivered(Order order, ShellCommand command) {
    long times =
        commandsOf(order).stream()
            .filter(known -> command.comment().equals(known.comment()))
            .filter(known -> CommandStatus.of(known).isUndelivered())
            .count();
    return times > 1
        ? cutOff(order, "its agent ignored the command twice")
        : FailureType.CLOUD_UNAVAILABLE.failure(
            "the agent of %s did not accept the command for step '%s'; Kiln sends it once more"
                .formatted(order.builder().instance(), order.step().name()));
  }

  private SentCommand send(Order order, ShellCommand command) {
    SendCommandRequest request =
        SendCommandRequest.builder()
            .instanceIds(order.builder().instance().value())
            .documentName(ShellCommand.DOCUMENT)
            .comment(command.comment())
            .timeoutSeconds(DELIVERY_SECONDS)
            .parameters(command.parameters())
            .build();
    Region region = order.builder().region();
    try {
      return SentCommand.of(
          aws.ssm().raw(region, "SendCommand", ssm -> ssm.sendCommand(request)).command());
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

  private StepScript.Outcome outcome(Order order, SentCommand sent, CommandStatus status) {
    GetCommandInvocationResponse answer = answer(order, sent);
    if (status.isNotExecuted()) {
      return StepScript.Outcome.notExecuted(answer.standardErrorContent());
    }
    return StepScript.parse(Optional.ofNullable(answer.standardOutputContent()).orElse(""))
        .orElseThrow(() -> silent(order, "its command did not report", status, answer));
  }

  private GetCommandInvocationResponse answer(Order order, SentCommand sent) {
    Builder builder = order.builder();
    return aws.ssm()
        .call(
            builder.region(),
            "GetCommandInvocation",
            ssm ->
                ssm.getCommandInvocation(
                    r -> r.commandId(sent.id()).instanceId(builder.instance().value())));
  }

  /** A command that ended without the wrapper's report: all that Systems Manager knows of it. */
  private ApplicationFailure silent(
      Order order, String fact, CommandStatus status, GetCommandInvocationResponse answer) {
    return RefusedCommand.of(order, status)
        .orElseGet(() -> cutOff(order, fact + ": " + RefusedCommand.text(status, answer)));
  }

  /** A silent command: perhaps its builder knows why. */
  private ApplicationFailure cutOff(Order order, String fact) {
    Optional<BuilderState> state = BuilderState.read(aws, order.builder());
    return state.filter(s -> s.isGone() || s.isStopped()).isPresent()
        ? BuilderLoss.of(order.builder(), state)
        : order.lost(fact);
  }

  private Watch<SentCommand, CommandInvocation> watch(Region region) {
    return watches.computeIfAbsent(
        region, r -> new Watch<>("kiln-commands-" + r, sent -> SentCommand.read(aws, r, sent)));
  }

  @Override
  public void close() {
    watches.values().forEach(Watch::close);
  }
}
