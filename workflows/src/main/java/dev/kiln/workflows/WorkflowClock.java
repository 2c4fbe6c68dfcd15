package dev.kiln.workflows;

import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;

/** The time that workflow code may read: a replay gives the same answer. */
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
