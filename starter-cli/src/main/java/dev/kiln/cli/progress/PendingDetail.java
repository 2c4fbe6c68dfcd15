package dev.kiln.cli.progress;

import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.common.converter.DataConverter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The last heartbeats of a workflow's pending activities, for example {@code pending 40%}. */
public final class PendingDetail {
  private static final Pattern PERCENT = Pattern.compile("(\\d{1,3})%");

  private PendingDetail() {}

  /** The percentage from a heartbeat of this workflow; empty if none has one. */
  public static Optional<Integer> percent(WorkflowClient client, String workflowId) {
    return of(client, workflowId).stream().flatMap(text -> percentIn(text).stream()).findFirst();
  }

  /** The percentage in a message; empty if it has none. */
  static Optional<Integer> percentIn(String text) {
    Matcher percent = PERCENT.matcher(text);
    return percent.find() ? Optional.of(Integer.valueOf(percent.group(1))) : Optional.empty();
  }

  /** The current message: the progress of a wait, or the reason for a retry. */
  static List<String> of(WorkflowClient client, String workflowId) {
    try {
      DataConverter converter = client.getOptions().getDataConverter();
      return client
          .newUntypedWorkflowStub(workflowId)
          .describe()
          .getRawDescription()
          .getPendingActivitiesList()
          .stream()
          .flatMap(pending -> text(pending, converter).stream())
          .toList();
    } catch (WorkflowException unanswered) {
      return List.of();
    }
  }

  private static Optional<String> text(PendingActivityInfo pending, DataConverter converter) {
    if (pending.hasHeartbeatDetails()) {
      return Optional.ofNullable(
              converter.fromPayloads(
                  0, Optional.of(pending.getHeartbeatDetails()), String.class, String.class))
          .filter(text -> !text.isBlank());
    }
    return pending.hasLastFailure()
        ? Optional.of(pending.getLastFailure().getMessage())
        : Optional.empty();
  }
}
