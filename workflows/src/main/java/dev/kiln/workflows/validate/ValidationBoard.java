package dev.kiln.workflows.validate;

import dev.kiln.model.AmiId;
import dev.kiln.model.image.ImageKey;
import dev.kiln.workflows.WorkflowClock;
import dev.kiln.workflows.image.CheckResult;
import dev.kiln.workflows.image.ProgressLog;
import dev.kiln.workflows.image.Stage;
import dev.kiln.workflows.validate.ValidateWorkflow.Result.State;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Keeps the state of each image, and shows it as markdown in the Web UI's current details. */
final class ValidationBoard {
  private final String name;
  private List<Row> rows = List.of();

  ValidationBoard(String name) {
    this.name = name;
  }

  /** The line of one image. */
  final class Row {
    private final ImageKey key;
    private final boolean wanted;
    private final ProgressLog log = new ProgressLog("", changed -> show());
    private Optional<AmiId> ami;
    private State state = State.WAITING;
    private List<CheckResult> checks = List.of();
    private Optional<String> detail = Optional.empty();
    private Instant begunAt = WorkflowClock.now();
    private Duration took = Duration.ZERO;

    private Row(ValidateWorkflow.Request.Subject subject) {
      this.key = subject.key();
      this.ami = subject.ami();
      this.wanted = subject.wanted();
    }

    ImageKey key() {
      return key;
    }

    boolean wanted() {
      return wanted;
    }

    Optional<AmiId> ami() {
      return ami;
    }

    ProgressLog log() {
      return log;
    }

    void begun() {
      begunAt = WorkflowClock.now();
      state = State.TESTING;
      show();
    }

    void found(AmiId found) {
      ami = Optional.of(found);
      show();
    }

    void ended(State end, List<CheckResult> results, Optional<String> note) {
      state = end;
      checks = results;
      detail = note;
      took = WorkflowClock.since(begunAt);
      show();
    }

    private ValidateWorkflow.Result snapshot() {
      return new ValidateWorkflow.Result(key, ami, state, checks, log.stages(), detail, took);
    }

    private String markdown() {
      List<Stage.Progress> stages = log.stages();
      String step =
          state != State.TESTING || stages.isEmpty()
              ? ""
              : stages.get(stages.size() - 1).label().orElse("");
      return "| %s | %s | %s | %s | %s |\n"
          .formatted(
              key.region(),
              key.architecture(),
              ami.map(id -> "`" + id + "`").orElse(""),
              state.toString().toLowerCase(Locale.ROOT).replace('_', ' '),
              step);
    }
  }

  List<Row> lay(List<ValidateWorkflow.Request.Subject> subjects) {
    rows = subjects.stream().map(subject -> new Row(subject)).toList();
    show();
    return rows;
  }

  List<ValidateWorkflow.Result> snapshot() {
    return rows.stream().map(Row::snapshot).toList();
  }

  private void show() {
    StringBuilder markdown = new StringBuilder("**").append(name).append("**\n\n");
    markdown.append("| region | architecture | image | state | step |\n|---|---|---|---|---|\n");
    rows.forEach(row -> markdown.append(row.markdown()));
    Workflow.setCurrentDetails(markdown.toString());
  }
}
