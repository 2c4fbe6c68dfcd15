package dev.kiln.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.cli.KilnRun;
import dev.kiln.cli.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorkerCommandTest {
  @TempDir Path folder;

  @Test
  void asksWhichCloudItBuildsOn() {
    Result result = new KilnRun(folder).run("worker", "--address", "localhost:7233");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("no cloud is named", "--aws", "--cloud").hasLineCount(1);
  }

  @Test
  void asksWhichTemporalItWorksFor() {
    Result result = new KilnRun(folder).run("worker", "--aws");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("no Temporal is named", "--address").hasLineCount(1);
  }

  @Test
  void refusesTwoClouds() {
    Result result = new KilnRun(folder).run("worker", "--aws", "--cloud", "http://127.0.0.1:1");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("exclude each other");
  }
}
