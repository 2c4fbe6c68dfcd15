package dev.kiln.activities.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.model.InstanceId;
import dev.kiln.model.Region;
import dev.kiln.model.layer.SetupStep;
import dev.kiln.workflows.image.Builder;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ssm.model.CommandInvocation;
import software.amazon.awssdk.services.ssm.model.GetCommandInvocationResponse;

/** The words of Systems Manager's own page about command statuses, in both spellings. */
final class CommandStatusTest {
  private static final CommandRuns.Order ORDER =
      new CommandRuns.Order(
          new Builder(
              new InstanceId("i-0123456789abcdef0"),
              new Region("us-east-1"),
              "build",
              1,
              "t3.small",
              Optional.empty()),
          new SetupStep("install", "#!/bin/sh\n", Duration.ofMinutes(1)),
          "token",
          1);

  @ParameterizedTest
  @CsvSource({
    "Pending, Pending, running",
    "InProgress, In Progress, running",
    "In Progress, InProgress, running",
    "Delayed, Delayed, running",
    "Cancelling, Cancelling, running",
    "Success, Success, over",
    "Failed, Failed, over",
    "Cancelled, Cancelled, over",
    "TimedOut, Execution Timed Out, over",
    "TimedOut, ExecutionTimedOut, over",
    "Failed, Terminated, over",
    "Failed, AccessDenied, over",
    "Failed, InvalidPlatform, over",
    "TimedOut, Delivery Timed Out, undelivered",
    "TimedOut, DeliveryTimedOut, undelivered",
    "Failed, Undeliverable, undelivered",
    "Undeliverable, Undeliverable, undelivered"
  })
  void eachStatusHasItsMeaning(String status, String details, String meaning) {
    CommandStatus read = read(status, details);

    assertThat(read.isUndelivered()).isEqualTo(meaning.equals("undelivered"));
    assertThat(read.isOver()).isEqualTo(!meaning.equals("running"));
    assertThat(read.isSuccess()).isEqualTo(status.equals("Success"));
  }

  @Test
  void saysWhatNoOtherBuilderWouldDoBetter() {
    assertThat(RefusedCommand.of(ORDER, read("Failed", "AccessDenied")))
        .hasValueSatisfying(
            failure ->
                assertThat(failure.getOriginalMessage())
                    .contains("status Failed (AccessDenied)")
                    .contains("allow 'SendCommand' for the worker's role"));
    assertThat(RefusedCommand.of(ORDER, read("Failed", "InvalidPlatform")))
        .hasValueSatisfying(
            failure -> assertThat(failure.getOriginalMessage()).contains("needs Linux"));
    assertThat(RefusedCommand.of(ORDER, read("Failed", "Terminated"))).isEmpty();
  }

  @Test
  void anEndWithoutAReportShowsAllThatIsKnown() {
    GetCommandInvocationResponse printed =
        GetCommandInvocationResponse.builder()
            .responseCode(2)
            .standardOutputContent("one\n")
            .standardErrorContent("two\n")
            .build();
    GetCommandInvocationResponse silent =
        GetCommandInvocationResponse.builder().responseCode(-1).build();

    assertThat(RefusedCommand.text(read("Failed", "Failed"), printed))
        .isEqualTo(
            "it ended with status Failed, exit code 2; the end of its output:\n  one\n  two");
    assertThat(RefusedCommand.text(read("TimedOut", "Execution Timed Out"), silent))
        .isEqualTo("it ended with status TimedOut (ExecutionTimedOut); it printed nothing");
  }

  private static CommandStatus read(String status, String details) {
    return CommandStatus.of(
        CommandInvocation.builder().status(status).statusDetails(details).build());
  }
}
