package dev.kiln.activities.image;

import dev.kiln.workflows.FailureType;
import io.temporal.failure.ApplicationFailure;
import java.util.Optional;
import software.amazon.awssdk.services.ssm.model.GetCommandInvocationResponse;

/** Commands that ended without a report of their script, in words. */
final class RefusedCommand {
  private static final int SHOWN_CHARACTERS = 2_000;

  private RefusedCommand() {}

  /** The failure if no other builder would do better; otherwise empty. */
  static Optional<ApplicationFailure> of(CommandRuns.Order order, CommandStatus status) {
    String step =
        "cannot run step '%s' on %s: its command ended with status %s; "
            .formatted(order.step().name(), order.builder().instance(), status);
    if (status.isDenied()) {
      return Optional.of(
          FailureType.ACCESS_DENIED.failure(
              step
                  + "allow 'SendCommand' for the worker's role, on the instance and on the document "
                  + ShellCommand.DOCUMENT));
    }
    return status.isOfOtherPlatform()
        ? Optional.of(
            FailureType.INVALID_REQUEST.failure(
                step
                    + "the document "
                    + ShellCommand.DOCUMENT
                    + " needs Linux: choose such a base"))
        : Optional.empty();
  }

  /** The status, the exit code if there is one, and the end of what the command printed. */
  static String text(CommandStatus status, GetCommandInvocationResponse answer) {
    Integer code = answer.responseCode();
    String exit = code == null || code < 0 ? "" : ", exit code " + code;
    String printed =
        Optional.ofNullable(answer.standardOutputContent()).orElse("")
            + Optional.ofNullable(answer.standardErrorContent()).orElse("");
    String shown = Tail.of(printed.strip(), SHOWN_CHARACTERS);
    return "it ended with status %s%s; %s"
        .formatted(
            status,
            exit,
            shown.isEmpty()
                ? "it printed nothing"
                : "the end of its output:\n" + shown.indent(2).stripTrailing());
  }
}
