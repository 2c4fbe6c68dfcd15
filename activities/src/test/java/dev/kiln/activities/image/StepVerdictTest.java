package dev.kiln.activities.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kiln.model.InstanceId;
import dev.kiln.model.Region;
import dev.kiln.model.layer.SetupStep;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.image.Builder;
import dev.kiln.workflows.image.BuilderActivities;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class StepVerdictTest {
  private static final CommandRuns.Order ORDER =
      new CommandRuns.Order(
          new Builder(
              new InstanceId("i-0123456789abcdef0"),
              new Region("us-east-1"),
              "build",
              1,
              "t3.small",
              Optional.empty()),
          new SetupStep("install", "#!/bin/sh\n", Duration.ofDays(2)),
          "token",
          1);

  @Test
  void aFailureShowsHarmlessTextAndKeepsWhatWasPrinted() {
    String printed = "\u001b]0;mine\u0007\u001b[2Jcompiling\nout of \u001b[31mluck\u001b[0m\n";

    assertThatThrownBy(() -> StepVerdict.of(ORDER, ended(StepScript.Ending.DONE, 3, printed)))
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failed -> {
              assertThat(failed.getOriginalMessage())
                  .isEqualTo(
                      "cannot run step 'install' on i-0123456789abcdef0: exit code 3; the end of its output:\n  compiling\n  out of luck");
              assertThat(failed.getDetails().get(BuilderActivities.StepOutput.class).tail())
                  .isEqualTo(printed);
            });
  }

  @Test
  void tooManyRebootsAreNamedWithTheirNumber() {
    assertThatThrownBy(() -> StepVerdict.of(ORDER, ended(StepScript.Ending.DONE, 194, "")))
        .hasMessageContaining(
            "it asked for a reboot (exit code 194) more than 10 times; it printed nothing");
  }

  @Test
  void aTimeoutNamesTheTimeThatTheAgentAllowed() {
    assertThatThrownBy(() -> StepVerdict.of(ORDER, ended(StepScript.Ending.DONE, 124, "")))
        .hasMessageContaining("it was ended after 172500 s (exit code 124)");
  }

  @Test
  void aScriptThatDidNotArriveWholeAsksForAnotherBuilder() {
    assertThatThrownBy(
            () ->
                StepVerdict.of(
                    ORDER, ended(StepScript.Ending.INCOMPLETE, 74, "its checksum differs\n")))
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            lost -> assertThat(lost.getType()).isEqualTo(FailureType.BUILDER_LOST.name()))
        .hasMessageContaining(
            "its script did not arrive whole, and was not started: its checksum differs");
  }

  private static StepScript.Outcome ended(StepScript.Ending ending, int code, String tail) {
    return new StepScript.Outcome(ending, code, tail, Optional.of((long) tail.length()));
  }
}
