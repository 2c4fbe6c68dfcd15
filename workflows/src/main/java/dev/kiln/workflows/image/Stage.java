package dev.kiln.workflows.image;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The steps of making an image, in order; CLI, logs and metrics all use these. */
public enum Stage {
  FIND("look for the image"),
  COPY("copy the image from another region"),
  BASE("find the base image"),
  LAUNCH("launch the builder"),
  READY("wait until the builder is ready"),
  SETUP("run the setup"),
  CHECK("run the checks"),
  SEAL("remove keys and histories"),
  STOP("stop the builder"),
  IMAGE("take the image"),
  CLEAN_UP("remove the builder"),
  BOOT_TEST("test the image");

  private final String verb;

  Stage(String verb) {
    this.verb = verb;
  }

  /** Its action, as in "cannot …" and in progress lines. */
  public String verb() {
    return verb;
  }

  /**
   * The state of one step of a run.
   *
   * @param label the step's own name if a stage has several, for example that of a setup script
   * @param detail of the result: an id, a count
   * @param took set when the step ends
   */
  @RecordBuilder
  public record Progress(
      Stage stage,
      Optional<String> label,
      State state,
      String detail,
      Instant startedAt,
      Optional<Duration> took)
      implements StageProgressBuilder.With {

    /** The state of a step. */
    public enum State {
      RUNNING,
      DONE,
      FAILED
    }

    static Progress started(Stage stage, Optional<String> label, Instant now) {
      return new Progress(stage, label, State.RUNNING, "", now, Optional.empty());
    }

    Progress ended(State end, String result, Instant now) {
      return with().state(end).detail(result).took(Duration.between(startedAt, now)).build();
    }
  }
}
