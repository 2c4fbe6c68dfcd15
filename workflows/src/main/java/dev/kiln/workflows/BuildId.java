package dev.kiln.workflows;

import io.temporal.workflow.Workflow;

/** The tag on everything that one run launches or makes. */
public final class BuildId {
  private static final int LENGTH = 12;

  private BuildId() {}

  /** The end of the run's id. The beginning would not do: version 7 ids begin with the time. */
  public static String ofThisRun() {
    String runId = Workflow.getInfo().getFirstExecutionRunId();
    return runId.substring(runId.length() - LENGTH);
  }
}
