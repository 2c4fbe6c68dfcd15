package dev.kiln.cli.work;

import dev.kiln.workflows.FailureType;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TerminatedFailure;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Turns the failure of a workflow into a sentence for people. */
public final class Explanation {
  /** Longer output scrolls off the screen. */
  private static final int LINES = 30;

  private Explanation() {}

  /**
   * Explains why work ended without a report.
   *
   * @param undertaking the action that failed, asked for only if it is needed; empty if the
   *     workflow's own message names it
   * @param failure the exception from the client
   */
  public static WorkFailure of(
      Work<?, ?, ?> work, String id, Supplier<Optional<String>> undertaking, Throwable failure) {
    if (failure instanceof WorkflowNotFoundException) {
      return WorkFailure.unknown(id);
    }
    String subject = work.kind().noun() + " '" + id + "'";
    if (!(failure instanceof WorkflowFailedException)) {
      return new WorkFailure(
          WorkFailure.Kind.FAILED,
          "cannot follow %s: %s; it continues without this command; follow it with kiln build status %s"
              .formatted(subject, failure.getMessage(), id),
          failure);
    }
    if (failure.getCause() instanceof CanceledFailure) {
      return new WorkFailure(
          WorkFailure.Kind.CANCELLED,
          "cancelled %s: %s".formatted(subject, work.kind().afterCancellation()),
          failure);
    }
    if (failure.getCause() instanceof TerminatedFailure) {
      return new WorkFailure(
          WorkFailure.Kind.FAILED,
          "cannot finish %s: someone terminated the workflow; start it again".formatted(subject),
          failure);
    }
    return new WorkFailure(
        WorkFailure.Kind.FAILED, sentence(subject, undertaking.get(), failure), failure);
  }

  /** Explains why a question has no answer. */
  static WorkFailure of(Question<?, ?> question, RuntimeException failure) {
    boolean answered = FailureType.applicationFailureIn(failure).isPresent();
    String reason =
        question
            .limit()
            .filter(limit -> !answered)
            .map(limit -> "no answer within " + limit.toSeconds() + " seconds")
            .orElseGet(() -> FailureType.reason(failure));
    String sentence =
        question.undertaking().map(what -> "cannot " + what + ": " + reason).orElse(reason);
    return new WorkFailure(WorkFailure.Kind.FAILED, sentence, failure);
  }

  private static String sentence(String subject, Optional<String> undertaking, Throwable failure) {
    String reason = FailureType.reason(failure);
    if (undertaking.isPresent()) {
      return shortened("cannot " + undertaking.get() + ": " + reason);
    }
    boolean whole = FailureType.applicationFailureIn(failure).isPresent();
    return shortened(whole ? reason : "cannot finish " + subject + ": " + reason);
  }

  /** The end of a long output usually shows why it failed; the cause keeps all of it. */
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
