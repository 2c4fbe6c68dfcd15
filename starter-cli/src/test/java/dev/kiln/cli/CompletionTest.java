package dev.kiln.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kiln completion}. */
final class CompletionTest {
  @TempDir Path folder;

  @Test
  void bashCompletesCommandsAndOptions() throws IOException, InterruptedException {
    Files.writeString(folder.resolve("completion"), run("bash").out());
    String script =
        """
        source ./completion
        COMP_WORDS=(kiln ami build --rebuild-); COMP_CWORD=3
        _complete_kiln
        echo "${COMPREPLY[@]}"
        """;
    Process bash = new ProcessBuilder("bash", "-c", script).directory(folder.toFile()).start();
    String answer = new String(bash.getInputStream().readAllBytes(), UTF_8);

    assertThat(bash.waitFor()).isZero();
    assertThat(answer.strip()).isEqualTo("--rebuild-base");
  }

  @Test
  void fishKnowsEveryCommand() {
    assertThat(run("fish").out())
        .contains("'__kiln_at ami' -a build", "'__kiln_at template' -a validate")
        .contains("'__kiln_in ami build' -s t -l template -r");
  }

  private Result run(String shell) {
    Result result = new KilnRun(folder).run("completion", shell);
    assertThat(result.exitCode()).isZero();
    return result;
  }
}
