package dev.kiln.cli.validate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kiln.cli.Golden;
import dev.kiln.cli.KilnRun;
import dev.kiln.cli.Result;
import dev.kiln.cli.scripted.Layers;
import dev.kiln.cli.scripted.Script;
import dev.kiln.cli.scripted.ScriptedTemporal;
import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.image.ImageKey;
import dev.kiln.model.image.ImageState;
import dev.kiln.model.image.KilnImage;
import dev.kiln.workflows.image.CheckResult;
import dev.kiln.workflows.image.Stage;
import dev.kiln.workflows.validate.ValidateWorkflow;
import dev.kiln.workflows.validate.ValidateWorkflow.Result.State;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kiln ami validate} and {@code test}, as their user sees them. */
final class AmiValidateTest {
  private static final CheckResult HOLDS =
      new CheckResult("gromacs", "it runs", true, 0, Optional.empty(), "ok");
  private static final CheckResult BROKEN =
      new CheckResult(
          "gromacs",
          "it melts",
          true,
          1,
          Optional.of("expected exit code 0, found 1"),
          "no crystal\nno heat");

  @TempDir Path folder;

  private KilnRun machine(ScriptedTemporal temporal) {
    return new KilnRun(folder)
        .file(
            "gromacs.yaml",
            """
            name: gromacs
            base: debian-12
            setup_script: |
              #!/bin/bash
              set -e
              make
            validation_tests:
              - {name: it runs, command: gmx, success: true}
              - {name: it melts, command: gmx melt, success: true}
            """)
        .connectedTo(temporal);
  }

  private static Script script(State state, CheckResult... checks) {
    return new Script()
        .images(List.of(image(Layers.GROMACS, Layers.GROMACS_AMI)))
        .validates(request -> report(request, state, checks));
  }

  /** All named subjects end like this; where the request is for everywhere, Ireland has none. */
  private static ValidateWorkflow.Report report(
      ValidateWorkflow.Request request, State state, CheckResult... checks) {
    List<ValidateWorkflow.Result> images =
        new java.util.ArrayList<>(
            request.subjects().stream()
                .map(subject -> validation(subject.key(), state, checks))
                .toList());
    if (request.everywhere()) {
      ImageKey key = request.subjects().get(0).key();
      images.add(validation(in(key, "eu-west-1"), State.ABSENT));
      images.add(validation(in(key, "us-west-2"), State.PASSED, HOLDS, HOLDS));
    }
    return new ValidateWorkflow.Report(
        request.validationId(), request.name(), images, Duration.ofSeconds(42));
  }

  private static ImageKey in(ImageKey key, String region) {
    return new ImageKey(key.template(), key.hash(), key.architecture(), new Region(region));
  }

  private static ValidateWorkflow.Result validation(
      ImageKey key, State state, CheckResult... checks) {
    boolean there = state != State.ABSENT && state != State.MISSING;
    return new ValidateWorkflow.Result(
        key,
        there ? Optional.of(Layers.GROMACS_AMI) : Optional.empty(),
        state,
        List.of(checks),
        there
            ? List.of(
                Layers.done(Stage.BOOT_TEST, "launch", "i-0123456789abcdef0 (c6i.xlarge)", 4),
                Layers.done(Stage.BOOT_TEST, "checks", "done", 2))
            : List.of(),
        Optional.empty(),
        Duration.ofSeconds(42));
  }

  private static KilnImage image(ImageKey key, AmiId ami) {
    return new KilnImage(
        ami,
        key,
        key.template() + "-v1-0a1b2c3d",
        ImageState.AVAILABLE,
        "available",
        Optional.empty(),
        KilnRun.NOW,
        8,
        Optional.empty(),
        Map.of("Name", key.template() + "-v1"));
  }

  @Test
  void bootsTheImageOfTheCurrentTemplateAndShowsEachCheck() {
    Script script = script(State.PASSED, HOLDS, HOLDS);
    try (ScriptedTemporal temporal = new ScriptedTemporal(script, false)) {
      Result result = machine(temporal).run("ami", "validate", "gromacs.yaml", "--arch", "x86_64");

      assertThat(result.exitCode()).isZero();
      Golden.assertMatches(
          "ami-validate.txt", result.out().replaceAll("gromacs-[0-9a-f]{8}", "gromacs-<id>"));
      ValidateWorkflow.Request request = script.validateRequest().orElseThrow();
      assertThat(request.recorded()).isTrue();
      assertThat(request.checks()).extracting(check -> check.name()).contains("it melts");
      assertThat(request.subjects())
          .singleElement()
          .satisfies(
              subject -> {
                assertThat(subject.ami()).isEmpty();
                assertThat(subject.key().template()).isEqualTo("gromacs");
                assertThat(subject.key().region()).isEqualTo(new Region("us-east-1"));
              });
    }
  }

  @Test
  void aCheckThatDoesNotHoldIsShownWithItsOutputAndFailsTheCommand() {
    Script script = script(State.FAILED, HOLDS, BROKEN);
    try (ScriptedTemporal temporal = new ScriptedTemporal(script, false)) {
      Result result = machine(temporal).run("ami", "validate", "gromacs.yaml", "--arch", "x86_64");

      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.out())
          .contains("holds: it runs (gromacs)")
          .contains(
              "does not hold: it melts (gromacs): expected exit code 0, found 1; exit code 1, output: no crystal\n      no heat");
      assertThat(result.err())
          .isEqualTo(
              "kiln: cannot vouch for gromacs: 1 of 1 image did not pass (us-east-1 x86_64); the reasons are above\n");
    }
  }

  @Test
  void aCheckThatDidNotRunIsNoPass() {
    Script script =
        script(
            State.NOT_RUN, new CheckResult("gromacs", "it runs", false, 0, Optional.empty(), ""));
    try (ScriptedTemporal temporal = new ScriptedTemporal(script, false)) {
      Result result = machine(temporal).run("ami", "validate", "gromacs.yaml");

      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.out())
          .contains("no check ran: this machine cannot run scripts", "not run: it runs");
    }
  }

  @Test
  void anImageWhoseTemplateIsNotInstalledNeedsOne() {
    Script script = script(State.PASSED);
    try (ScriptedTemporal temporal = new ScriptedTemporal(script, false)) {
      Result result = machine(temporal).run("ami", "validate", Layers.GROMACS_AMI.value());

      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.err())
          .contains("its checks are not known, since no template 'gromacs' is installed")
          .contains("-t");
      assertThat(script.validateRequest()).isEmpty();
    }
  }

  @Test
  void anImageOfAnotherVersionIsCheckedOnlyOnRequestAndNothingIsRecorded() {
    Script script = script(State.PASSED, HOLDS);
    try (ScriptedTemporal temporal = new ScriptedTemporal(script, false)) {
      KilnRun machine = machine(temporal);
      machine.file("installation/templates/gromacs.yaml", "name: gromacs\nsetup_script: make\n");

      Result refused = machine.run("ami", "validate", "gromacs-v1");
      Result met = machine.run("ami", "validate", "gromacs-v1", "-t", "gromacs.yaml");

      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.err()).contains("template 'gromacs' has changed since", "-t gromacs");
      assertThat(met.exitCode()).isZero();
      assertThat(met.err()).contains("was made from another version of 'gromacs'");
      assertThat(script.validateRequest().orElseThrow().recorded()).isFalse();
      assertThat(script.validateRequest().orElseThrow().subjects().get(0).ami())
          .contains(Layers.GROMACS_AMI);
    }
  }

  @Test
  void testsInEveryRegionAndMissesTheImageOnlyWhereItIsWanted() {
    Script script = script(State.MISSING);
    try (ScriptedTemporal temporal = new ScriptedTemporal(script, false)) {
      Result result =
          machine(temporal)
              .run(
                  "ami",
                  "test",
                  "gromacs.yaml",
                  "--all-regions",
                  "--region",
                  "ap-south-1",
                  "--arch",
                  "x86_64");

      assertThat(result.exitCode()).isEqualTo(1);
      Golden.assertMatches(
          "ami-test.txt",
          result.out().replaceAll("gromacs-[0-9a-f]{8}", "gromacs-<id>") + "--\n" + result.err());
      assertThat(script.validateRequest().orElseThrow().everywhere()).isTrue();
    }
  }

  @Test
  void givesScriptsADocumentAndNothingElseOnStdout() throws Exception {
    Script script = script(State.FAILED, BROKEN);
    try (ScriptedTemporal temporal = new ScriptedTemporal(script, false)) {
      Result result =
          machine(temporal).run("ami", "test", "gromacs.yaml", "--all-regions", "-o", "json");

      JsonNode document = new ObjectMapper().readTree(result.out());
      assertThat(document.at("/status").asText()).isEqualTo("partial");
      assertThat(document.at("/images/0/checks/0/output").asText()).startsWith("no crystal");
      assertThat(document.at("/images/1/state").asText()).isEqualTo("absent");
      assertThat(document.at("/error").asText()).contains("cannot vouch for gromacs");
      assertThat(result.exitCode()).isEqualTo(1);
    }
  }

  @Test
  void detachesFromAValidationAndShowsItsProgressLater() {
    Script script = script(State.PASSED, HOLDS);
    try (ScriptedTemporal temporal = new ScriptedTemporal(script, false)) {
      KilnRun machine = machine(temporal);
      Result started = machine.run("ami", "validate", "gromacs.yaml", "--detach");
      String id =
          started.out().lines().filter(line -> line.startsWith("Next: ")).findFirst().orElseThrow();

      Result status = machine.run("ami", "status", id.substring(id.lastIndexOf(' ') + 1));

      assertThat(status.exitCode()).isZero();
      assertThat(status.out()).contains("State:");
    }
  }

  @Test
  void refusesToLeaveAValidationThatEndsWithThisProcess() {
    try (ScriptedTemporal temporal = new ScriptedTemporal(script(State.PASSED), true)) {
      Result result = machine(temporal).run("ami", "validate", "gromacs.yaml", "--detach");

      assertThat(result.exitCode()).isEqualTo(2);
      assertThat(result.err()).contains("cannot detach from validation 'gromacs'");
    }
  }

  @Test
  void anImageIsNoTemplateToTest() {
    Result result = new KilnRun(folder).run("ami", "test", "ami-0123456789abcdef0");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("kiln ami validate ami-0123456789abcdef0");
  }
}
