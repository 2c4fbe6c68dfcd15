package dev.kiln.cli.build;

import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import java.util.Locale;

/** Temporal's state of a workflow, in the words of builds. */
final class BuildState {
  private static final String PREFIX = "WORKFLOW_EXECUTION_STATUS_";

  private BuildState() {}

  /** A word such as {@code running}, {@code succeeded} or {@code timed out}. */
  static String word(WorkflowExecutionStatus status) {
    return status
        .name()
        .replace(PREFIX, "")
        .replace("CANCELED", "CANCELLED")
        .replace("COMPLETED", "SUCCEEDED")
        .replace('_', ' ')
        .toLowerCase(Locale.ROOT);
  }
}
