package dev.kiln.cli.builds;

import static dev.kiln.cli.scripted.Layers.FOUNDATION;
import static dev.kiln.cli.scripted.Layers.FOUNDATION_AMI;
import static dev.kiln.cli.scripted.Layers.GROMACS;
import static dev.kiln.cli.scripted.Layers.GROMACS_AMI;
import static dev.kiln.cli.scripted.Layers.built;
import static dev.kiln.cli.scripted.Layers.copied;
import static dev.kiln.cli.scripted.Layers.copying;
import static dev.kiln.cli.scripted.Layers.failed;
import static dev.kiln.cli.scripted.Layers.notNeeded;
import static dev.kiln.cli.scripted.Layers.reused;
import static dev.kiln.cli.scripted.Layers.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.cli.Golden;
import dev.kiln.cli.KilnRun;
import dev.kiln.cli.Result;
import dev.kiln.cli.scripted.Layers;
import dev.kiln.cli.scripted.Script;
import dev.kiln.cli.scripted.Script.Scene;
import dev.kiln.cli.scripted.ScriptedTemporal;
import dev.kiln.cli.scripted.TwoLayers;
import dev.kiln.cli.terminal.Interrupts;
import dev.kiln.workflows.image.Stage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kiln ami build}, as its user sees it. */
final class AmiBuildTest {
  @TempDir Path folder;

  private KilnRun machine() {
    return TwoLayers.machine(folder);
  }

  @Test
  void showsEachLayerOfAColdChainOnce() {
    Script script =
        TwoLayers.coldChain()
            .reports(List.of(built(FOUNDATION, FOUNDATION_AMI), built(GROMACS, GROMACS_AMI)));
    try (ScriptedTemporal temporal = new ScriptedTemporal(script, true)) {
      Result result =
          machine()
              .connectedTo(temporal)
              .run("ami", "build", "-t", "gromacs.yaml", "--name", "gromacs-v1");

      assertThat(result.err()).isEqualTo("kiln: a scripted Temporal in this process\n");
      assertThat(result.exitCode()).isZero();
      Golden.assertMatches("build-cold.txt", result.out());
    }
  }

  @Test
  void showsTheImagesThatACachedBuildReuses() {
    Script script =
        new Script()
            .reports(
                List.of(
                    reused(FOUNDATION, FOUNDATION_AMI),
                    reused(
                        GROMACS,
                        GROMACS_AMI,
                        "stale: built on an older base; --refresh rebuilds")));
    try (ScriptedTemporal temporal = new ScriptedTemporal(script, false)) {
      Result result = machine().connectedTo(temporal).run("ami", "build", "-t", "gromacs.yaml");

      assertThat(result.err()).isEmpty();
      assertThat(result.exitCode()).isZero();
      Golden.assertMatches("build-cached.txt", result.out());
    }
  }

  @Test
  void showsLayersCopiedFromAnotherRegion() {
    String note = "copied from us-west-2 (ami-0feedbeef00000000)";
    Script script =
        new Script()
            .scene(
                new Scene(
                    List.of(notNeeded(FOUNDATION), copying(GROMACS, note)),
                    Map.of(GROMACS, Layers.run(GROMACS, Layers.running(Stage.COPY, "", 40)))))
            .reports(List.of(notNeeded(FOUNDATION), copied(GROMACS, GROMACS_AMI, note)));
    try (ScriptedTemporal temporal = new ScriptedTemporal(script, false)) {
      Result result = machine().connectedTo(temporal).run("ami", "build", "-t", "gromacs.yaml");

      assertThat(result.err()).isEmpty();
      assertThat(result.exitCode()).isZero();
      Golden.assertMatches("build-copied.txt", result.out());
    }
  }

  @Test
  void endsAFailedBuildWithTheStepAndTheEndOfItsOutput() {
    Script script =
        TwoLayers.coldChain()
            .scene(new Scene(List.of(failed(FOUNDATION), waiting(GROMACS)), Map.of()))
            .fails("cannot run step 'compile': exit code 3; its last lines:\nno compiler found");
    try (ScriptedTemporal temporal = new ScriptedTemporal(script, true)) {
      Result result = machine().connectedTo(temporal).run("ami", "build", "-t", "gromacs.yaml");

      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.err())
          .endsWith(
              "kiln: cannot run step 'compile': exit code 3; its last lines:\nno compiler found\n");
      assertThat(result.out()).contains("Build failed", "foundation:", "failed");
    }
  }

  @Test
  void anInterruptCancelsTheBuildAndStaysUntilItHasCleanedUp() {
    Script script = TwoLayers.coldChain().waitsToBeCancelled();
    try (ScriptedTemporal temporal = new ScriptedTemporal(script, true)) {
      Result result =
          machine()
              .connectedTo(temporal)
              .interruptedBy(presses(script, 1))
              .run("ami", "build", "-t", "gromacs.yaml");

      assertThat(result.exitCode()).isEqualTo(130);
      assertThat(result.out())
          .containsOnlyOnce("Cancelling the build: resources that only it used are removed")
          .contains("Build cancelled");
      assertThat(result.err()).containsPattern("kiln: cancelled build 'build-gromacs-[0-9a-f]{8}'");
    }
  }

  @Test
  void aSecondInterruptExitsAtOnceAndWarnsOfLeftovers() {
    Script script = TwoLayers.coldChain().neverEnds();
    try (ScriptedTemporal temporal = new ScriptedTemporal(script, true)) {
      Result result =
          machine()
              .connectedTo(temporal)
              .interruptedBy(presses(script, 2))
              .run("ami", "build", "-t", "gromacs.yaml");

      assertThat(result.exitCode()).isEqualTo(130);
      assertThat(result.err()).contains("while it was being cancelled", "may leave an instance");
    }
  }

  private static Interrupts presses(Script script, int times) {
    return action -> {
      // Not from the common pool: on two cores it has one thread, and the follower needs that.
      Thread user =
          new Thread(
              () -> {
                script.awaitLastAsked();
                for (int i = 0; i < times; i++) {
                  action.run();
                }
              });
      user.setDaemon(true);
      user.start();
      return () -> {};
    };
  }

  @Test
  void onATerminalTheLinesAtTheBottomGoAndTheCursorComesBack() {
    Script script =
        TwoLayers.coldChain()
            .reports(List.of(built(FOUNDATION, FOUNDATION_AMI), built(GROMACS, GROMACS_AMI)));
    try (ScriptedTemporal temporal = new ScriptedTemporal(script, true)) {
      Result result =
          machine()
              .connectedTo(temporal)
              .onTerminal(80)
              .run("ami", "build", "-t", "gromacs.yaml", "--name", "gromacs-v1");

      String hide = "\u001b[?25l";
      String show = "\u001b[?25h";
      assertThat(result.out()).containsOnlyOnce(hide).containsOnlyOnce(show);
      assertThat(result.out().substring(result.out().indexOf(show)))
          .doesNotContain("elapsed;")
          .contains("Build complete");
      assertThat(result.out()).contains("foundation: run the setup, compile (1m 00s)");
    }
  }

  @Test
  void noColorMakesATerminalAPipe() {
    Script script = new Script().reports(List.of(reused(GROMACS, GROMACS_AMI)));
    try (ScriptedTemporal temporal = new ScriptedTemporal(script, true)) {
      KilnRun terminal = machine().connectedTo(temporal).onTerminal(80);
      Result plain = machine().connectedTo(temporal).run("ami", "build", "-t", "gromacs.yaml");

      Result result = terminal.with("NO_COLOR", "1").run("ami", "build", "-t", "gromacs.yaml");
      assertThat(withoutIds(result.out())).isEqualTo(withoutIds(plain.out()));
    }
  }

  private static String withoutIds(String out) {
    return out.replaceAll("build-gromacs-[0-9a-f]{8}", "");
  }

  @Test
  void startsAndLeavesABuildWhenAsked() {
    Script script = new Script().reports(List.of(built(GROMACS, GROMACS_AMI)));
    try (ScriptedTemporal temporal = new ScriptedTemporal(script, false)) {
      Result result =
          machine().connectedTo(temporal).run("ami", "build", "-t", "gromacs.yaml", "--detach");

      assertThat(result.exitCode()).isZero();
      assertThat(result.out()).containsPattern("Next: kiln build status build-gromacs-[0-9a-f]{8}");
    }
  }

  @Test
  void refusesToLeaveABuildThatEndsWithThisProcess() {
    try (ScriptedTemporal temporal = new ScriptedTemporal(new Script(), true)) {
      Result result =
          machine().connectedTo(temporal).run("ami", "build", "-t", "gromacs.yaml", "--detach");

      assertThat(result.exitCode()).isEqualTo(2);
      assertThat(result.err()).contains("cannot detach from build 'gromacs'", "kiln up");
    }
  }
}
