package dev.kiln.workflows.all;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.workflow.WorkflowInterface;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A workflow that no worker registers would wait for a worker for ever. */
final class KilnWorkflowsTest {
  @Test
  void listsEveryImplementationOnTheClassPath() throws Exception {
    assertThat(KilnWorkflows.IMPLEMENTATIONS)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(onTheClassPath());
  }

  private static List<Class<?>> onTheClassPath() throws IOException, URISyntaxException {
    Path classes =
        Path.of(KilnWorkflows.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<Class<?>> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".class")).toList()) {
        Class<?> type = load(classes.relativize(file).toString());
        if (!type.isInterface() && isWorkflow(type)) {
          found.add(type);
        }
      }
    }
    return found;
  }

  private static Class<?> load(String file) {
    String name = file.replace(File.separatorChar, '.').replaceFirst("\\.class$", "");
    try {
      return Class.forName(name, false, KilnWorkflows.class.getClassLoader());
    } catch (ClassNotFoundException impossible) {
      throw new AssertionError(name, impossible);
    }
  }

  private static boolean isWorkflow(Class<?> type) {
    return Arrays.stream(type.getInterfaces())
        .anyMatch(contract -> contract.isAnnotationPresent(WorkflowInterface.class));
  }
}
