package dev.kiln.cli.started;

import static dev.kiln.cli.scripted.Layers.FOUNDATION;
import static dev.kiln.cli.scripted.Layers.FOUNDATION_AMI;
import static dev.kiln.cli.scripted.Layers.GROMACS;
import static dev.kiln.cli.scripted.Layers.building;
import static dev.kiln.cli.scripted.Layers.built;
import static dev.kiln.cli.scripted.Layers.run;
import static dev.kiln.cli.scripted.Layers.running;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kiln.cli.KilnRun;
import dev.kiln.cli.Result;
import dev.kiln.cli.scripted.Script;
import dev.kiln.cli.scripted.Script.Scene;
import dev.kiln.cli.scripted.ScriptedTemporal;
import dev.kiln.workflows.image.BuilderActivities;
import dev.kiln.workflows.image.Stage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kiln build}, on a build that another command started. */
final class BuildCommandsTest {
  @TempDir Path folder;

  private static Script underWay() {
    return new Script()
        .scene(
            new Scene(
                List.of(built(FOUNDATION, FOUNDATION_AMI), building(GROMACS)),
                Map.of(
                    FOUNDATION,
                    run(FOUNDATION),
                    GROMACS,
                    run(GROMACS, running(Stage.SETUP, "compile", 9)))));
  }

  /** Starts a build and returns its id. */
  private String start(KilnRun machine) {
    machine.file("only.yaml", "name: only\nsetup_script: |\n  true\n");
    String out = machine.run("ami", "build", "-t", "only.yaml", "--detach").out();
    return out.substring(out.indexOf("build-only-")).lines().findFirst().orElseThrow();
  }

  @Test
  void showsTheProgressAndTheOutputOfABuild() throws JsonProcessingException {
    try (ScriptedTemporal temporal = new ScriptedTemporal(underWay().waitsToBeCancelled(), false)) {
      KilnRun machine = new KilnRun(folder).connectedTo(temporal);
      String id = start(machine);

      String status = machine.run("build", "status", id).out();
      JsonNode document =
          new ObjectMapper().readTree(machine.run("ami", "status", id, "-o", "json").out());
      String logs = machine.run("build", "logs", id).out();

      assertThat(status)
          .contains(
              "Build ID:  " + id,
              "State:     running",
              "Progress:  68%",
              "Web UI:    http://ui.test/workflows/" + id,
              "run the setup, compile");
      assertThat(document.at("/percent").asInt()).isEqualTo(68);
      assertThat(document.at("/layers/0/state").asText()).isEqualTo("built");
      assertThat(logs)
          .contains(
              "== gromacs (x86_64): compile, exit code 0\n[ 5 bytes were not kept ]\nmade it\n");
      assertThat(machine.run("build", "logs", id, "--step", "other").out())
          .isEqualTo("No setup step of this build has ended yet.\n");

      Result cancelled = machine.run("build", "cancel", id);
      Result again = machine.run("build", "cancel", id);

      assertThat(cancelled.out()).isEqualTo("Build " + id + " is cancelled.\n");
      assertThat(cancelled.exitCode()).isZero();
      assertThat(again.err())
          .isEqualTo(
              "kiln: cannot cancel build '%s': it has ended (cancelled); there is nothing left to stop\n"
                  .formatted(id));
      assertThat(again.exitCode()).isEqualTo(1);
    }
  }

  @Test
  void showsAllThatAStepPrintedOrItsLastLines() throws IOException {
    Script script =
        underWay()
            .waitsToBeCancelled()
            .pages(List.of(page("one\n", 4), page("two\nma", 10), page("de it\n", 13)));
    try (ScriptedTemporal temporal = new ScriptedTemporal(script, false)) {
      KilnRun machine = new KilnRun(folder).connectedTo(temporal);
      String id = start(machine);

      String whole = machine.run("build", "logs", id).out();
      String last = machine.run("build", "logs", id, "--tail", "1").out();

      assertThat(whole).contains("compile, exit code 0\none\ntwo\nmade it\n");
      assertThat(last).contains("compile, exit code 0\nmade it\n").doesNotContain("two");
      machine.run("build", "cancel", id);
    }
  }

  private static BuilderActivities.LogPage page(String text, long next) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return new BuilderActivities.LogPage(
        Base64.getEncoder().encodeToString(packed.toByteArray()), next);
  }

  @Test
  void showsWhyABuildFailed() {
    try (ScriptedTemporal temporal =
        new ScriptedTemporal(new Script().fails("cannot build: no capacity"), false)) {
      KilnRun machine = new KilnRun(folder).connectedTo(temporal);
      machine.file("only.yaml", "name: only\n");
      String out = machine.run("ami", "build", "-t", "only.yaml").out();
      String id = out.substring(out.indexOf("build-only-")).lines().findFirst().orElseThrow();

      Result status = machine.run("build", "status", id);

      assertThat(status.out()).contains("State:     failed", "cannot build: no capacity");
      assertThat(status.exitCode()).isZero();
    }
  }

  @Test
  void retriesWithTheRequestThatTheHistoryKeeps() {
    try (ScriptedTemporal temporal =
        new ScriptedTemporal(new Script().fails("cannot build: no capacity"), false)) {
      KilnRun machine = new KilnRun(folder).connectedTo(temporal);
      machine.file("only.yaml", "name: only\n");
      String out = machine.run("ami", "build", "-t", "only.yaml").out();
      String id = out.substring(out.indexOf("build-only-")).lines().findFirst().orElseThrow();

      Result again = machine.run("build", "retry", id);

      assertThat(again.out()).contains("Build ID: build-only-").doesNotContain(id);
      assertThat(again.err()).contains("no capacity");
      assertThat(again.exitCode()).isEqualTo(1);
    }
  }

  @Test
  void refusesToRetryABuildThatStillRuns() {
    try (ScriptedTemporal temporal = new ScriptedTemporal(underWay().waitsToBeCancelled(), false)) {
      KilnRun machine = new KilnRun(folder).connectedTo(temporal);
      String id = start(machine);

      Result refused = machine.run("build", "retry", id);

      assertThat(refused.err())
          .contains("it is still running; cancel it with kiln build cancel " + id);
      assertThat(refused.exitCode()).isEqualTo(1);
      machine.run("build", "cancel", id);
    }
  }

  @Test
  void reportsThatThereIsNoSuchBuild() {
    try (ScriptedTemporal temporal = new ScriptedTemporal(new Script(), false)) {
      for (String command : List.of("status", "logs", "cancel")) {
        Result result =
            new KilnRun(folder).connectedTo(temporal).run("build", command, "build-nothing-1");

        assertThat(result.err()).startsWith("kiln: cannot find 'build-nothing-1'");
        assertThat(result.exitCode()).isEqualTo(1);
      }
    }
  }

  @Test
  void reportsThatAnEmbeddedTemporalKeepsNoBuilds() {
    try (ScriptedTemporal temporal = new ScriptedTemporal(new Script(), true)) {
      KilnRun machine = new KilnRun(folder).connectedTo(temporal);

      assertThat(machine.run("build", "list").err()).contains("cannot list builds", "kiln up");
      assertThat(machine.run("build", "status", "build-a-1").err())
          .contains("cannot find build 'build-a-1'", "kiln up");
    }
  }
}
