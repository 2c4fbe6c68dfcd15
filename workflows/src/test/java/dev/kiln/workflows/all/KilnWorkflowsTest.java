package dev.kiln.workflows.all;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.workflows.CompiledClasses;
import io.temporal.workflow.WorkflowInterface;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A workflow that no worker registers would wait for a worker for ever. */
final class KilnWorkflowsTest {
  @Test
  void listsEveryImplementationOnTheClassPath() throws Exception {
    List<Class<?>> implementations =
        CompiledClasses.all().stream().filter(KilnWorkflowsTest::isImplementation).toList();

    assertThat(KilnWorkflows.IMPLEMENTATIONS)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(implementations);
  }

  private static boolean isImplementation(Class<?> type) {
    return !type.isInterface()
        && Arrays.stream(type.getInterfaces())
            .anyMatch(contract -> contract.isAnnotationPresent(WorkflowInterface.class));
  }
}
