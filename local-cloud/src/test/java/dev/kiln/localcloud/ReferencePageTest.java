package dev.kiln.localcloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.localcloud.control.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reference page lists every action and fault. */
final class ReferencePageTest {
  private static final Path PAGE = Path.of("..", "docs", "reference", "local-cloud.md");

  @Test
  void allActionsAreListed(@TempDir Path home) throws IOException {
    try (LocalCloud cloud = LocalCloud.start(Rehearsal.settings(home))) {
      String expected =
          cloud.actions().stream()
              .map(action -> "- `" + action + "`\n")
              .collect(Collectors.joining());

      assertThat(Files.readString(PAGE)).endsWith("## Actions\n\n" + expected);
    }
  }

  @Test
  void allFaultsAreListed() throws IOException {
    String page = Files.readString(PAGE);

    assertThat(Arrays.stream(Fault.When.values()))
        .allSatisfy(when -> assertThat(page).contains("| `" + when + "` |"));
  }
}
