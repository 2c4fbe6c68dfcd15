package dev.kiln.cli.follow;

import dev.kiln.cli.console.CliFailure;
import dev.kiln.workflows.FailureType;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TerminatedFailure;
import java.util.List;

/** What the user is told about a build that gave no report. */
public final class BuildFailures {
  /** So much of an output stands on a screen. */
  private static final int LINES = 30;

  private BuildFailures() {}

  /** The failure for what a workflow's result was replaced by. */
  public static CliFailure of(String workflowId, Throwable failure, boolean interrupted) {
    if (failure instanceof WorkflowNotFoundException) {
      return unknown(workflowId);
    }
    if (!(failure instanceof WorkflowFailedException)) {
      return new CliFailure(
          "cannot follow build '%s': %s; it goes on without this command: kiln build status %s"
              .formatted(workflowId, failure.getMessage(), workflowId),
          failure);
    }
    if (isCancelled(failure)) {
      String message =
          "cancelled build '%s': what it alone had started is removed; run it again to go on"
              .formatted(workflowId);
      return interrupted ? CliFailure.interrupted(message) : new CliFailure(message, failure);
    }
    if (failure.getCause() instanceof TerminatedFailure) {
      return new CliFailure(
          "cannot finish build '%s': it was terminated from outside; build it again"
              .formatted(workflowId),
          failure);
    }
    String message =
        FailureType.applicationFailureIn(failure)
            .map(application -> application.getOriginalMessage())
            .orElseGet(() -> "cannot finish build '" + workflowId + "': " + failure.getMessage());
    return new CliFailure(shortened(message), failure);
  }

  /** Whether a build failed because somebody cancelled it. */
  static boolean isCancelled(Throwable failure) {
    return failure instanceof WorkflowFailedException
        && failure.getCause() instanceof CanceledFailure;
  }

  /** There is no build of that id. */
  public static CliFailure unknown(String workflowId) {
    return new CliFailure(
        "cannot find build '%s': Temporal knows no workflow of that id; kiln build list shows those"
                .formatted(workflowId)
            + " that there are");
  }

  /** The end of a long output is what tells why it failed; the cause keeps the whole. */
  private static String shortened(String message) {
    List<String> lines = message.lines().toList();
    int left = lines.size() - 1 - LINES;
    if (left <= 0) {
      return message;
    }
    return "%s%n  ... %d lines left out; --verbose shows them%n%s"
        .formatted(lines.get(0), left, String.join("\n", lines.subList(left + 1, lines.size())));
  }
}
