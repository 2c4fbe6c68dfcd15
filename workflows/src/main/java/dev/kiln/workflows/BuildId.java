package dev.kiln.workflows;

import io.temporal.workflow.Workflow;

/** The tag by which everything is found that one run has launched or made. */
public final class BuildId {
  private static final int LENGTH = 12;

  private BuildId() {}

  /** The end of the run's id: a server that makes version 7 of them begins each with the time. */
  public static String ofThisRun() {
    String runId = Workflow.getInfo().getFirstExecutionRunId();
    return runId.substring(runId.length() - LENGTH);
  }
}
