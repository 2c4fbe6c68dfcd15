package dev.kiln.workflows.image;

import dev.kiln.model.layer.SetupStep;
import dev.kiln.workflows.ActivityStubs;
import dev.kiln.workflows.FailureType;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import java.util.List;
import org.slf4j.Logger;

/** Runs the setup of a layer on a builder, and keeps its output. */
final class SetupRun {
  /** About ten megabytes of an ordinary log, which take two megabytes of history. */
  private static final int MOST_PAGES = 100;

  private static final Logger LOG = Workflow.getLogger(SetupRun.class);

  private final Builder builder;
  private final ProgressLog progress;

  SetupRun(Builder builder, ProgressLog progress) {
    this.builder = builder;
    this.progress = progress;
  }

  void run(List<SetupStep> steps) {
    int number = 0;
    for (SetupStep step : steps) {
      String token = builder.token("setup-" + ++number);
      try {
        BuilderActivities.StepOutput output =
            progress.step(
                Stage.SETUP,
                step.name(),
                () -> builderWaits(step.name()).runStep(builder, step, token),
                ended -> "exit " + ended.exitCode());
        keep(output, token);
      } catch (ActivityFailure failure) {
        FailureType.applicationFailureIn(failure)
            .filter(cause -> cause.getDetails().getSize() > 0)
            .map(cause -> cause.getDetails().get(BuilderActivities.StepOutput.class))
            .ifPresent(output -> keep(output, token));
        throw failure;
      }
    }
  }

  /** Reads the output before the tail now: the builder will be gone when somebody asks for it. */
  private void keep(BuilderActivities.StepOutput output, String token) {
    progress.add(output);
    long wanted = output.bytesBeforeTail() == 0 ? 0 : output.bytes().orElse(0L);
    long from = 0;
    try {
      for (int number = 0; from < wanted && number < MOST_PAGES; number++) {
        BuilderActivities.LogPage page =
            builderWaits("output of " + output.step()).readLog(builder, token, from);
        if (page.next() <= from) {
          return;
        }
        progress.add(page);
        from = page.next();
      }
    } catch (ActivityFailure unread) {
      LOG.warn("event=log_unread step={} from={}", output.step(), from, unread);
    }
  }

  private static BuilderActivities builderWaits(String summary) {
    return ActivityStubs.waits(BuilderActivities.class, summary);
  }
}
