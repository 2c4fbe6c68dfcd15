package dev.kiln.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.workflows.build.BuildWorkflowImpl;
import dev.kiln.workflows.build.PlanWorkflowImpl;
import dev.kiln.workflows.catalog.CatalogWorkflowImpl;
import dev.kiln.workflows.catalog.CompareWorkflowImpl;
import dev.kiln.workflows.catalog.LineageWorkflowImpl;
import dev.kiln.workflows.copy.CopyWorkflowImpl;
import dev.kiln.workflows.copy.DistributeWorkflowImpl;
import dev.kiln.workflows.image.ImageWorkflowImpl;
import dev.kiln.workflows.registry.MoveChannelWorkflowImpl;
import dev.kiln.workflows.registry.RecordReleaseWorkflowImpl;
import dev.kiln.workflows.registry.RegistryWorkflowImpl;
import dev.kiln.workflows.registry.SuccessorWorkflowImpl;
import dev.kiln.workflows.retire.RetirePlanWorkflowImpl;
import dev.kiln.workflows.retire.RetireWorkflowImpl;
import dev.kiln.workflows.share.PermissionsWorkflowImpl;
import dev.kiln.workflows.share.ShareWorkflowImpl;
import dev.kiln.workflows.validate.ValidateWorkflowImpl;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.Worker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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
    worker.registerWorkflowImplementationTypes(
        BuildWorkflowImpl.class,
        ImageWorkflowImpl.class,
        PlanWorkflowImpl.class,
        CatalogWorkflowImpl.class,
        CopyWorkflowImpl.class,
        DistributeWorkflowImpl.class,
        RetirePlanWorkflowImpl.class,
        RetireWorkflowImpl.class,
        ShareWorkflowImpl.class,
        PermissionsWorkflowImpl.class,
        ValidateWorkflowImpl.class,
        CompareWorkflowImpl.class,
        LineageWorkflowImpl.class,
        RecordReleaseWorkflowImpl.class,
        MoveChannelWorkflowImpl.class,
        RegistryWorkflowImpl.class,
        SuccessorWorkflowImpl.class);
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

  @Test
  void thereAreHistoriesOfEveryOutcome() throws Exception {
    assertThat(histories()).hasSizeGreaterThanOrEqualTo(8);
  }

  static List<Path> histories() throws Exception {
    try (Stream<Path> files = Files.list(HISTORIES)) {
      return files.sorted().toList();
    }
  }
}
