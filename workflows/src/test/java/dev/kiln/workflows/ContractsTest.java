package dev.kiln.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.activity.ActivityInterface;
import io.temporal.common.metadata.POJOActivityInterfaceMetadata;
import io.temporal.common.metadata.POJOActivityMethodMetadata;
import io.temporal.common.metadata.POJOWorkflowInterfaceMetadata;
import io.temporal.workflow.WorkflowInterface;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Contracts hold their messages, and Temporal accepts them in that form. */
final class ContractsTest {
  @ParameterizedTest
  @MethodSource("workflows")
  void aWorkflowTypeIsTheSimpleNameOfItsContract(Class<?> contract) {
    assertThat(POJOWorkflowInterfaceMetadata.newInstance(contract).getWorkflowType())
        .contains(contract.getSimpleName());
  }

  @Test
  void noTwoActivitiesHaveTheSameName() throws Exception {
    List<String> names =
        activities().stream()
            .flatMap(
                contract ->
                    POJOActivityInterfaceMetadata.newInstance(contract)
                        .getMethodsMetadata()
                        .stream())
            .map(POJOActivityMethodMetadata::getActivityTypeName)
            .toList();

    assertThat(names).isNotEmpty().doesNotHaveDuplicates();
  }

  @Test
  void contractsHoldMessagesOnly() throws Exception {
    assertThat(
            Stream.concat(workflows().stream(), activities().stream())
                .flatMap(contract -> Arrays.stream(contract.getDeclaredClasses())))
        .isNotEmpty()
        .allMatch(nested -> nested.isRecord() || nested.isEnum());
  }

  static List<Class<?>> workflows() throws Exception {
    return contracts(WorkflowInterface.class);
  }

  static List<Class<?>> activities() throws Exception {
    return contracts(ActivityInterface.class);
  }

  private static List<Class<?>> contracts(Class<? extends Annotation> kind) throws Exception {
    return CompiledClasses.all().stream().filter(type -> type.isAnnotationPresent(kind)).toList();
  }
}
