package dev.kiln.workflows.image;

import dev.kiln.workflows.WorkflowClock;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Keeps the steps of a run, and shows them as markdown in the Web UI's current details. */
public final class ProgressLog {
  /** A page has at most 19,000 characters, and an answer may have two million. */
  private static final int PAGES_AT_ONCE = 50;

  private final String title;
  private final Consumer<String> display;
  private final List<Stage.Progress> stages = new ArrayList<>();
  private final List<BuilderActivities.StepOutput> outputs = new ArrayList<>();

  /** The pages of each output. */
  private final List<List<BuilderActivities.LogPage>> pages = new ArrayList<>();

  ProgressLog(String title) {
    this(title, Workflow::setCurrentDetails);
  }

  /**
   * A log that is one of several.
   *
   * @param display gets the whole text after each change
   */
  public ProgressLog(String title, Consumer<String> display) {
    this.title = title;
    this.display = display;
  }

  /** The started steps, in order. */
  public List<Stage.Progress> stages() {
    return List.copyOf(stages);
  }

  ImageWorkflow.Progress snapshot(String template) {
    return new ImageWorkflow.Progress(template, stages, outputs);
  }

  /** Keeps the end of a step's output; the rest may follow page by page. */
  void add(BuilderActivities.StepOutput output) {
    outputs.add(output);
    pages.add(new ArrayList<>());
  }

  /** Keeps one more page of the latest step's output. */
  void add(BuilderActivities.LogPage page) {
    pages.get(pages.size() - 1).add(page);
  }

  List<BuilderActivities.LogPage> logPages(int output, int from) {
    if (output < 0 || output >= pages.size() || from < 0) {
      return List.of();
    }
    return pages.get(output).stream().skip(from).limit(PAGES_AT_ONCE).toList();
  }

  /** Runs one step and keeps its result. */
  <T> T step(Stage stage, String label, Supplier<T> work, Function<T, String> detail) {
    int index = stages.size();
    Stage.Progress started =
        Stage.Progress.started(
            stage, Optional.of(label).filter(l -> !l.isEmpty()), WorkflowClock.now());
    stages.add(started);
    show();
    try {
      T result = work.get();
      stages.set(
          index,
          started.ended(Stage.Progress.State.DONE, detail.apply(result), WorkflowClock.now()));
      return result;
    } catch (RuntimeException failed) {
      stages.set(index, started.ended(Stage.Progress.State.FAILED, "", WorkflowClock.now()));
      throw failed;
    } finally {
      show();
    }
  }

  /** Runs one step without a result. */
  void step(Stage stage, String label, Runnable work) {
    step(
        stage,
        label,
        () -> {
          work.run();
          return "";
        },
        detail -> detail);
  }

  private void show() {
    StringBuilder markdown = new StringBuilder(title);
    markdown.append("\n\n| step | state | took | detail |\n|---|---|---|---|\n");
    for (Stage.Progress stage : stages) {
      markdown.append(row(stage));
    }
    display.accept(markdown.toString());
  }

  private static String row(Stage.Progress stage) {
    return "| %s%s | %s | %s | %s |\n"
        .formatted(
            stage.stage().verb(),
            stage.label().map(label -> ": " + label).orElse(""),
            switch (stage.state()) {
              case RUNNING -> "running";
              case DONE -> "done";
              case FAILED -> "**failed**";
            },
            stage.took().map(ProgressLog::seconds).orElse(""),
            stage.detail());
  }

  private static String seconds(Duration took) {
    return took.toSeconds() + " s";
  }
}
