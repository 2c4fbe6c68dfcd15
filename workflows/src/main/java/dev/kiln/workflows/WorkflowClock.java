package dev.kiln.workflows;

import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;

/** The time as workflow code may know it: the same in every replay. */
public final class WorkflowClock {
  private WorkflowClock() {}

  public static Instant now() {
    return Instant.ofEpochMilli(Workflow.currentTimeMillis());
  }

  /** How long ago {@code start} was. */
  public static Duration since(Instant start) {
    return Duration.between(start, now());
  }
}
