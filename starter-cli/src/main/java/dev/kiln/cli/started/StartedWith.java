package dev.kiln.cli.started;

import dev.kiln.cli.connect.Connection;
import io.temporal.api.common.v1.Payloads;
import java.util.Optional;

/** What a workflow was started with: its history keeps it whole. */
final class StartedWith {
  private StartedWith() {}

  static <T> T read(Connection connection, String workflowId, Class<T> type) {
    Payloads input =
        connection
            .client()
            .fetchHistory(workflowId)
            .getEvents()
            .get(0)
            .getWorkflowExecutionStartedEventAttributes()
            .getInput();
    return connection
        .client()
        .getOptions()
        .getDataConverter()
        .fromPayloads(0, Optional.of(input), type, type);
  }
}
