package dev.kiln.cli.registry;

import static dev.kiln.workflows.registry.RegistryBench.HOME;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kiln.cli.KilnRun;
import dev.kiln.cli.Result;
import dev.kiln.model.Architecture;
import dev.kiln.model.TemplateHash;
import dev.kiln.model.image.ImageKey;
import dev.kiln.model.registry.ChannelName;
import dev.kiln.model.registry.Registry;
import dev.kiln.workflows.registry.MoveChannelWorkflow;
import dev.kiln.workflows.registry.RegistryBench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code kiln ami update-registry} and {@code update-templates}. */
@Timeout(60)
final class AmiUpdateTest {
  private static final Pattern HASH = Pattern.compile("present state \\(([0-9a-f]{16})\\)");
  private static final String TEMPLATE =
      """
      name: gromacs
      version: 1.5.0
      base: debian-12
      setup_script: |
        #!/bin/bash
        set -e
        true
      """;

  @TempDir Path folder;

  private RegistryTemporal temporal;

  @BeforeEach
  void start() {
    temporal = new RegistryTemporal();
  }

  @AfterEach
  void stop() {
    temporal.close();
  }

  private KilnRun machine() {
    return new KilnRun(folder).connectedTo(temporal).file("gromacs.yaml", TEMPLATE);
  }

  private Registry kept() {
    return temporal.bench.registry.kept();
  }

  /** Has an image of the current template, whose hash only a refusal shows here. */
  private void built() {
    Result refused = machine().run("ami", "update-registry", "gromacs.yaml");
    Matcher hash = HASH.matcher(refused.err());
    assertThat(hash.find()).as(refused.err()).isTrue();
    ImageKey key =
        new ImageKey("gromacs", new TemplateHash(hash.group(1)), Architecture.X86_64, HOME);
    temporal.bench.images.add(RegistryBench.image(key, 5, false));
  }

  @Test
  void refusesATemplateThatWasNotBuilt() {
    Result result = machine().run("ami", "update-registry", "gromacs.yaml");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .startsWith("kiln: cannot record gromacs: no image of its present state (")
        .contains("is available in any region; build it there first");
    assertThat(kept()).isEqualTo(Registry.EMPTY);
  }

  @Test
  void recordsTheExistingImagesAndMovesDevToThem() {
    built();

    Result planned = machine().run("ami", "update-registry", "gromacs.yaml", "--dry-run");
    assertThat(planned.out()).contains("gromacs dev would be 1.5.0");
    assertThat(kept()).as("a dry run").isEqualTo(Registry.EMPTY);
    Result result = machine().run("ami", "update-registry", "gromacs.yaml");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out())
        .contains("gromacs dev is now 1.5.0")
        .contains("/kiln/ami/gromacs/dev/x86_64 in us-east-1 is " + RegistryBench.ami(5));
    assertThat(kept().template("gromacs").orElseThrow().channels())
        .containsOnlyKeys(ChannelName.DEV);
  }

  @Test
  void otherChannelsThanDevTakeOnlyValidatedImages() {
    built();

    Result result = machine().run("ami", "update-registry", "gromacs.yaml", "--channel", "stable");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).contains("was never booted and checked");
    assertThat(kept().template("gromacs").orElseThrow().channels()).isEmpty();
  }

  @Test
  void givesScriptsTheRelease() throws Exception {
    built();

    Result result = machine().run("ami", "update-registry", "gromacs.yaml", "-o", "json");

    JsonNode document = new ObjectMapper().readTree(result.out());
    assertThat(document.path("status").asText()).isEqualTo("moved");
    assertThat(document.path("version").asText()).isEqualTo("1.5.0");
  }

  /** Stable moves from the first image to the second. */
  private void released() {
    for (int number : new int[] {1, 2}) {
      temporal.bench.images.add(RegistryBench.image(number, HOME, true));
      temporal.bench.record(number).getResult(MoveChannelWorkflow.Report.class);
      machine().run("ami", "promote", "gromacs");
    }
  }

  private static final String PINNED =
      """
      # kept as it is
      name:   "mdrun"
      base:   %s    # of gromacs
      setup_script: |
        true
      """;

  private String written() throws IOException {
    return Files.readString(folder.resolve("pinned/mdrun.yaml"));
  }

  private KilnRun pinning(int number) {
    return machine().file("pinned/mdrun.yaml", PINNED.formatted(RegistryBench.ami(number)));
  }

  @Test
  void letsPinnedImagesFollowTheChannelAndTouchesNothingElse() throws IOException {
    released();

    Result planned = pinning(1).run("ami", "update-templates", "pinned", "--dry-run");
    assertThat(planned.out()).contains("pinned/mdrun.yaml:3:9: " + RegistryBench.ami(1) + " -> ");
    assertThat(planned.out()).endsWith("Would change 1 image in 1 file.\n");
    assertThat(written()).isEqualTo(PINNED.formatted(RegistryBench.ami(1)));
    Result changed = machine().run("ami", "update-templates", "pinned");

    assertThat(changed.exitCode()).as(changed.err()).isZero();
    assertThat(changed.out()).endsWith("Changed 1 image in 1 file.\n");
    assertThat(written()).isEqualTo(PINNED.formatted(RegistryBench.ami(2)));
    assertThat(machine().run("ami", "update-templates", "pinned").out())
        .isEqualTo("Every template is up to date.\n");
  }

  @Test
  void leavesIdsThatTheRegistryDoesNotKnow() throws IOException {
    released();

    Result result = pinning(9).run("ami", "update-templates", "pinned");

    assertThat(result.out()).isEqualTo("Every template is up to date.\n");
    assertThat(written()).isEqualTo(PINNED.formatted(RegistryBench.ami(9)));
  }

  @Test
  void givesScriptsEachChange() throws Exception {
    released();

    Result result = pinning(1).run("ami", "update-templates", "pinned", "--dry-run", "-o", "json");

    JsonNode document = new ObjectMapper().readTree(result.out());
    assertThat(document.path("status").asText()).isEqualTo("planned");
    assertThat(document.at("/changes/0/file").asText()).isEqualTo("pinned/mdrun.yaml");
    assertThat(document.at("/changes/0/line").asInt()).isEqualTo(3);
    assertThat(document.at("/changes/0/to").asText()).isEqualTo(RegistryBench.ami(2).value());
  }

  @Test
  void saysWhichNamedFileCannotBeRead() {
    Result result = machine().run("ami", "update-templates", "nowhere.yaml");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .isEqualTo(
            "kiln: cannot read template 'nowhere.yaml': there is no such file or directory\n");
  }
}
