package dev.kiln.cli.started;

import dev.kiln.workflows.build.BuildWorkflow;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowExecutionMetadata;
import java.util.Locale;

/** Temporal's state of a workflow, in the words of builds. */
final class BuildState {
  private static final String PREFIX = "WORKFLOW_EXECUTION_STATUS_";

  private BuildState() {}

  /** Of a build that has not brought its image to every region, {@code partial}. */
  static String word(WorkflowExecutionMetadata build) {
    boolean partial = Boolean.TRUE.equals(build.getMemo(BuildWorkflow.PARTIAL, Boolean.class));
    return partial ? "partial" : word(build.getStatus());
  }

  /** A word such as {@code running}, {@code succeeded} or {@code timed out}. */
  private static String word(WorkflowExecutionStatus status) {
    return status
        .name()
        .replace(PREFIX, "")
        .replace("CANCELED", "CANCELLED")
        .replace("COMPLETED", "SUCCEEDED")
        .replace('_', ' ')
        .toLowerCase(Locale.ROOT);
  }
}
