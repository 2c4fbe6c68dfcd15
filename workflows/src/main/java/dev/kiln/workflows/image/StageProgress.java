package dev.kiln.workflows.image;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One step of a run as it stands.
 *
 * @param label the step's own name where a stage has several, for example that of a setup script
 * @param detail what came of it: an id, a count
 * @param took set once the step has ended
 */
public record StageProgress(
    Stage stage,
    Optional<String> label,
    State state,
    String detail,
    Instant startedAt,
    Optional<Duration> took) {

  /** Where a step stands. */
  public enum State {
    RUNNING,
    DONE,
    FAILED
  }

  static StageProgress started(Stage stage, Optional<String> label, Instant now) {
    return new StageProgress(stage, label, State.RUNNING, "", now, Optional.empty());
  }

  StageProgress ended(State state, String detail, Instant now) {
    return new StageProgress(
        stage, label, state, detail, startedAt, Optional.of(Duration.between(startedAt, now)));
  }
}
