package dev.kiln.workflows.image;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What one setup step printed.
 *
 * @param tail the end of stdout and stderr together, at most {@value #TAIL_CHARACTERS} characters
 * @param bytes that were printed in all; empty where no script was executed
 */
public record StepOutput(String step, int exitCode, String tail, Optional<Long> bytes) {
  /** Enough to see why a step failed, and little enough for a workflow's history. */
  public static final int TAIL_CHARACTERS = 8_000;

  /** How many bytes were printed before the tail. */
  public long bytesBeforeTail() {
    long shown = tail.getBytes(StandardCharsets.UTF_8).length;
    return Math.max(0, bytes.orElse(shown) - shown);
  }
}
