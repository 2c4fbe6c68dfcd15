package dev.kiln.workflows.image;

/**
 * What one setup step printed.
 *
 * @param tail the end of stdout and stderr together, at most {@value #TAIL_CHARACTERS} characters
 */
public record StepOutput(String step, int exitCode, String tail) {
  /** Enough to see why a step failed, and little enough for a workflow's history. */
  public static final int TAIL_CHARACTERS = 8_000;
}
