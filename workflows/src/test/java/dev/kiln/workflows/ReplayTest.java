package dev.kiln.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.workflows.all.KilnWorkflows;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.Worker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A build that runs for hours must survive a new version of the code that runs it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ReplayTest {
  private static final Path HISTORIES = Path.of("src/test/resources/histories");

  private final TestWorkflowEnvironment environment = InMemoryServer.start();
  private final Worker worker = environment.newWorker(TaskQueues.BUILD);

  @BeforeAll
  void register() {
    worker.registerWorkflowImplementationTypes(implementations().toArray(Class[]::new));
  }

  @AfterAll
  void close() {
    environment.close();
  }

  @ParameterizedTest
  @MethodSource("histories")
  void replaysWhatOlderCodeRecorded(Path history) throws Exception {
    WorkflowReplayer.replayWorkflowExecution(
        WorkflowExecutionHistory.fromJson(Files.readString(history)), worker);
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void everyWorkflowHasAHistory(Class<?> implementation) throws Exception {
    String type = implementation.getInterfaces()[0].getSimpleName();

    assertThat(histories())
        .extracting(history -> startedAs(history))
        .as("run RecordHistories or RecordCommandHistories")
        .contains(type);
  }

  private static String startedAs(Path history) {
    try {
      return WorkflowExecutionHistory.fromJson(Files.readString(history))
          .getEvents()
          .get(0)
          .getWorkflowExecutionStartedEventAttributes()
          .getWorkflowType()
          .getName();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static List<Class<?>> implementations() {
    return KilnWorkflows.IMPLEMENTATIONS;
  }

  static List<Path> histories() throws Exception {
    try (Stream<Path> files = Files.list(HISTORIES)) {
      return files.sorted().toList();
    }
  }
}
