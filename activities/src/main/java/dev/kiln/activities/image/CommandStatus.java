package dev.kiln.activities.image;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.model.Command;
import software.amazon.awssdk.services.ssm.model.CommandInvocation;

/**
 * What Systems Manager says about a command. One action spells it {@code Delivery Timed Out},
 * another {@code DeliveryTimedOut}: the spaces do not count.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/systems-manager/latest/userguide/monitor-commands.html">Understanding
 *     command statuses</a>
 */
record CommandStatus(String status, String details) {
  private static final Set<String> RUNNING =
      Set.of("Pending", "InProgress", "Delayed", "Cancelling");

  /** The agent has not seen the command. */
  private static final Set<String> UNDELIVERED = Set.of("DeliveryTimedOut", "Undeliverable");

  /** The local cloud's answer on a machine that cannot run scripts. */
  private static final String NOT_EXECUTED = "NotExecuted";

  CommandStatus {
    status = status.replace(" ", "");
    details = details.replace(" ", "");
  }

  static CommandStatus of(Command command) {
    return of(command.statusAsString(), command.statusDetails());
  }

  static CommandStatus of(CommandInvocation invocation) {
    return of(invocation.statusAsString(), invocation.statusDetails());
  }

  private static CommandStatus of(@Nullable String status, @Nullable String details) {
    String known = Optional.ofNullable(status).orElse("Pending");
    return new CommandStatus(known, Optional.ofNullable(details).orElse(known));
  }

  boolean isOver() {
    return !RUNNING.contains(status);
  }

  boolean isSuccess() {
    return status.equals("Success");
  }

  boolean isUndelivered() {
    return UNDELIVERED.contains(details) || UNDELIVERED.contains(status);
  }

  boolean isNotExecuted() {
    return details.equals(NOT_EXECUTED);
  }

  /** The worker's role may not send commands to the instance. */
  boolean isDenied() {
    return details.equals("AccessDenied");
  }

  /** The document does not run on the instance's platform. */
  boolean isOfOtherPlatform() {
    return details.equals("InvalidPlatform");
  }

  /** {@code TimedOut (ExecutionTimedOut)}. */
  @Override
  public String toString() {
    return details.equals(status) ? status : status + " (" + details + ")";
  }
}
