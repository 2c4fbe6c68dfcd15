package dev.kiln.cli.retire;

import static dev.kiln.cli.retire.AmiDeleteTest.image;
import static dev.kiln.workflows.retire.RetireBench.ABROAD;
import static dev.kiln.workflows.retire.RetireBench.HOME;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kiln.cli.Golden;
import dev.kiln.cli.KilnRun;
import dev.kiln.cli.Result;
import dev.kiln.model.AmiId;
import dev.kiln.model.retire.ImageUse;
import dev.kiln.model.retire.OrphanSnapshot;
import dev.kiln.model.retire.UseKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code kiln ami gc}, {@code cleanup}, {@code deprecate}, {@code disable} and {@code enable}. */
final class AmiGcTest {
  private static final AmiId OLD = new AmiId("ami-0a000000000000001");
  private static final AmiId MIDDLE = new AmiId("ami-0a000000000000002");
  private static final AmiId NEW = new AmiId("ami-0a000000000000003");
  private static final AmiId ELSEWHERE = new AmiId("ami-0e000000000000001");

  @TempDir Path folder;

  private RetireTemporal temporal;

  @BeforeEach
  void start() {
    temporal = new RetireTemporal();
    temporal.images.images.addAll(
        List.of(
            image(HOME, OLD, "gromacs-v1", Optional.empty(), 120, 9),
            image(HOME, MIDDLE, "gromacs-v2", Optional.empty(), 60, 9),
            image(HOME, NEW, "gromacs-v3", Optional.empty(), 40, 9),
            image(ABROAD, ELSEWHERE, "gromacs-v1", Optional.empty(), 120, 9)));
  }

  @AfterEach
  void stop() {
    temporal.close();
  }

  private KilnRun machine() {
    return new KilnRun(folder).connectedTo(temporal);
  }

  @Test
  void showsUnusedImagesAndTheSavings() {
    temporal.images.orphans.add(
        new OrphanSnapshot(
            HOME,
            "snap-0b000000000000001",
            "ami-0d000000000000001",
            KilnRun.NOW.minus(Duration.ofDays(45)),
            4L << 30));

    Result result = machine().run("ami", "gc", "--dry-run");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(temporal.images.done).isEmpty();
    Golden.assertMatches("ami-gc.txt", result.out());
  }

  @Test
  void neverAsksAndNeverDeletesInAPipeWithoutYes() {
    Result result = machine().run("ami", "gc", "--older-than", "100d");

    result.assertUnconfirmed("delete these AMIs");
    machine().run("ami", "cleanup", "--keep-latest", "1").assertUnconfirmed("delete these AMIs");
    assertThat(temporal.images.done).isEmpty();
  }

  @Test
  void imagesOfAChannelAreNotProposed() {
    temporal.images.channels.add(
        new ImageUse(OLD, UseKind.REGISTRY_CHANNEL, "gromacs/stable", "v1", HOME));

    Result result = machine().run("ami", "gc", "--yes", "--verbose");

    assertThat(result.out()).contains(OLD + "").contains("gromacs/stable");
    assertThat(temporal.images.done).doesNotContain("delete " + OLD);
  }

  @Test
  void saysThatNothingIsProposedBecauseTheRegistryCannotBeRead() {
    temporal.images.unreadable = Optional.of("cannot use registry 's3://x/y': AccessDenied");

    Result result = machine().run("ami", "gc", "--yes");

    assertThat(result.out()).contains("Found no unused AMIs.");
    assertThat(result.err())
        .contains(
            "kiln: cannot check which images in us-east-1 are in use, so all are kept: cannot use")
        .contains("AccessDenied");
    assertThat(temporal.images.done).isEmpty();
  }

  @Test
  void deletesThemAfterAYes() {
    Result result = machine().answering("yes").run("ami", "gc");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(temporal.images.done).containsExactlyInAnyOrder("delete " + OLD, "delete " + MIDDLE);
  }

  @Test
  void manyGoInRoundsAfterOneYes() {
    temporal.images.aRound = 1;

    Result plan = machine().run("ami", "gc", "--dry-run");
    Result result = machine().answering("yes").run("ami", "gc");

    assertThat(plan.out()).contains("Found 1 unused AMI:").contains("  and 1 more");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(temporal.images.done).containsExactly("delete " + MIDDLE, "delete " + OLD);
  }

  @Test
  void theNewestOfATemplateGoesOnlyOnDemand() {
    machine().run("ami", "gc", "--unused", "--yes", "--region", "us-east-1,eu-west-1");

    assertThat(temporal.images.done).hasSize(4).contains("delete " + NEW, "delete " + ELSEWHERE);
  }

  @Test
  void cleanupKeepsTheLatestOfEachRegion() {
    Result result =
        machine().run("ami", "cleanup", "--keep-latest", "2", "--yes", "--region", "all");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(temporal.images.done).containsExactly("delete " + OLD);
  }

  @Test
  void nothingToDoIsNoFailure() {
    Result result = machine().run("ami", "gc", "--older-than", "52w");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).contains("Found no unused AMIs.").contains("Kept: 3 AMIs");
  }

  @Test
  void givesScriptsTheFoundAndTheKeptImages() throws Exception {
    Result result = machine().run("ami", "gc", "--dry-run", "-o", "json");

    JsonNode document = new ObjectMapper().readTree(result.out());
    assertThat(document.path("status").asText()).isEqualTo("planned");
    assertThat(document.path("images")).hasSize(2);
    assertThat(document.at("/kept/0/ami").asText()).isEqualTo(NEW.value());
    assertThat(document.path("saved_dollars_per_month").asDouble()).isEqualTo(0.9);
  }

  @Test
  void showsNoSavingsIfThereAreNone() throws Exception {
    Result planned = machine().run("ami", "enable", NEW.value(), "--dry-run", "-o", "json");
    Result done = machine().run("ami", "enable", NEW.value(), "-o", "json");

    ObjectMapper json = new ObjectMapper();
    assertThat(json.readTree(planned.out()).path("status").asText()).isEqualTo("planned");
    assertThat(json.readTree(done.out()).path("status").asText()).isEqualTo("done");
    assertThat(planned.out() + done.out()).doesNotContain("saved_");
  }

  @Test
  void statusShowsADetachedDeletion() throws Exception {
    Result started = machine().run("ami", "delete", OLD.value(), "--yes", "--detach");
    String id = started.out().replaceAll("(?s).*Next: kiln ami status (\\S+).*", "$1");
    temporal.awaitEnd(id);

    Result text = machine().run("ami", "status", id);
    JsonNode document =
        new ObjectMapper().readTree(machine().run("ami", "status", id, "-o", "json").out());

    assertThat(text.out())
        .startsWith("ID:       " + id + "\nState:    succeeded\nElapsed:  ")
        .endsWith(OLD + " (gromacs-v1) in us-east-1 deleted with 1 snapshot\n");
    assertThat(document.path("workflow_id").asText()).isEqualTo(id);
    assertThat(document.at("/images/0/outcome").asText()).isEqualTo("done");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ami gc --older-than soon",
        "ami gc --older-than -3d",
        "ami cleanup",
        "ami cleanup --keep-latest 0",
        "ami cleanup --keep-latest many",
        "ami delete",
        "ami gc --registry registry.json",
        "ami gc --registry s3://Nowhere/x",
        "ami gc --region mars-1",
        "ami delete gromacs-v3 --registry file:x",
        "ami cleanup --keep-latest -1",
        "ami deprecate gromacs-v3",
        "ami deprecate gromacs-v3 --in 30",
        "ami deprecate gromacs-v3 --in -3d",
        "ami deprecate gromacs-v3 --in 0d",
        "ami deprecate gromacs-v3 --in 3d --at 2027-01-01",
        "ami deprecate gromacs-v3 --at 2025-01-01",
        "ami deprecate gromacs-v3 --at tomorrow",
        "ami disable"
      })
  void refusesWrongArguments(String words) {
    Result result = new KilnRun(folder).run(words.split(" "));

    assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
    assertThat(result.err()).startsWith("kiln: cannot ").hasLineCount(1);
  }
}
