package dev.kiln.cli.retire;

import static dev.kiln.workflows.retire.RetireBench.ABROAD;
import static dev.kiln.workflows.retire.RetireBench.HOME;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kiln.cli.Golden;
import dev.kiln.cli.KilnRun;
import dev.kiln.cli.Result;
import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.retire.ImageUse;
import dev.kiln.model.retire.OwnedImage;
import dev.kiln.model.retire.UseKind;
import dev.kiln.workflows.retire.RetireActivities;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kiln ami delete}. */
final class AmiDeleteTest {
  static final AmiId FOUNDATION = new AmiId("ami-0f0f0f0f0f0f0f0f0");
  static final AmiId GROMACS = new AmiId("ami-0a0a0a0a0a0a0a0a0");
  static final AmiId NAMD = new AmiId("ami-0b0b0b0b0b0b0b0b0");

  @TempDir Path folder;

  private RetireTemporal temporal;

  @BeforeEach
  void start() {
    temporal = new RetireTemporal();
    temporal.images.images.addAll(
        List.of(
            image(HOME, FOUNDATION, "foundation-v1", Optional.empty(), 40, 8),
            image(HOME, GROMACS, "gromacs-v1", Optional.of(FOUNDATION), 30, 10),
            image(ABROAD, NAMD, "namd-v1", Optional.of(FOUNDATION), 20, 10)));
  }

  @AfterEach
  void stop() {
    temporal.close();
  }

  static OwnedImage image(
      Region region, AmiId ami, String name, Optional<AmiId> base, int days, long gibibytes) {
    return new OwnedImage(
        new RegionalAmi(region, ami),
        name + "-0123abcd",
        name,
        name.replaceAll("-v.*", ""),
        "x86_64",
        "available",
        KilnRun.NOW.minus(Duration.ofDays(days)),
        Optional.empty(),
        base,
        Optional.empty(),
        "disabled",
        8,
        Optional.of(gibibytes << 30),
        List.of("snap-" + ami.value().substring(4)));
  }

  private KilnRun machine() {
    return new KilnRun(folder).connectedTo(temporal);
  }

  @Test
  void refusesAParentWithItsDependentsAndTheThreeOptions() {
    Result result = machine().run("ami", "delete", "foundation-v1", "--yes");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(temporal.images.done).isEmpty();
    Golden.assertMatches("ami-delete-refused.txt", result.out() + "--\n" + result.err());
  }

  @Test
  void neverAsksAndNeverDeletesInAPipeWithoutYes() {
    Result result = machine().run("ami", "delete", GROMACS.value());

    result.assertUnconfirmed("delete " + GROMACS + " (gromacs-v1)");
    assertThat(temporal.images.done).isEmpty();
  }

  @Test
  void anImageThatAChannelPointsToIsRefused() {
    temporal.images.channels.add(
        new ImageUse(GROMACS, UseKind.REGISTRY_CHANNEL, "gromacs/stable", "v1 (0123)", HOME));

    Result result = machine().run("ami", "delete", "gromacs-v1", "--yes");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out())
        .contains("1 registry channel points to it:\n   - gromacs/stable (v1 (0123))");
    assertThat(temporal.images.done).isEmpty();
  }

  @Test
  void aRegistryThatCannotBeReadKeepsTheImage() {
    temporal.images.unreadable = Optional.of("cannot use registry 's3://x/y': AccessDenied");

    Result result = machine().run("ami", "delete", "gromacs-v1", "--yes");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .contains("its uses could not be checked: cannot use registry 's3://x/y': AccessDenied")
        .endsWith("nothing was deleted\n");
    assertThat(temporal.images.done).isEmpty();
  }

  @Test
  void jsonIsNoTerminalEither() {
    Result result =
        machine().answering("y").run("ami", "delete", GROMACS.value(), "--output", "json");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("--output json asks no questions; nothing was changed");
    assertThat(temporal.images.done).isEmpty();
  }

  @Test
  void deletesOnlyAfterConfirmation() {
    Result result = machine().answering("y").run("ami", "delete", GROMACS.value(), NAMD.value());

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(temporal.images.done)
        .containsExactlyInAnyOrder("delete " + GROMACS, "delete " + NAMD);
    assertThat(result.out()).contains("✓").contains("gromacs-v1) in us-east-1 deleted");
  }

  @Test
  void deletesNothingThatTheUserDoesNotAgreeTo() {
    Result result = machine().answering("").run("ami", "delete", GROMACS.value());

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .isEqualTo(
            "kiln: cannot delete %s (gromacs-v1): not confirmed; nothing was changed\n"
                .formatted(GROMACS));
    assertThat(temporal.images.done).isEmpty();
  }

  @Test
  void theFirstOptionTakesTheDependentsToo() {
    Result result = machine().answering("1").with("X", "").run("ami", "delete", "foundation-v1");

    // The same word answers the second question, which wants a yes.
    assertThat(result.out()).contains("To delete:").contains("namd-v1").contains("foundation-v1");
    assertThat(temporal.images.done).isEmpty();
  }

  @Test
  void forceDeletesButShowsTheBrokenUses() {
    Result result = machine().run("ami", "delete", "foundation-v1", "--force", "--yes");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).contains("2 AMIs depend on this AMI:").contains("- namd-v1");
    assertThat(temporal.images.done).containsExactly("delete " + FOUNDATION);
  }

  @Test
  void showsEveryKindOfUse() {
    for (UseKind kind : UseKind.values()) {
      if (kind != UseKind.CHILD && kind != UseKind.COPY) {
        temporal.images.uses.add(
            new ImageUse(GROMACS, kind, kind.toString().toLowerCase(Locale.ROOT), "it", HOME));
      }
    }

    Result result = machine().run("ami", "delete", "gromacs-v1", "--yes");

    Golden.assertMatches("ami-delete-used.txt", result.out());
    assertThat(result.exitCode()).isEqualTo(1);
  }

  @Test
  void aDryRunShowsThePlanAndDeletesNothing() {
    Result result = machine().run("ami", "delete", "gromacs-v1", "--dry-run");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .isEqualTo(
            "To delete:\n  - ami-0a0a0a0a0a0a0a0a0 (gromacs-v1) in us-east-1 [10 GiB, 1"
                + " snapshot]\nEstimated savings: 2.0 GiB, $0.10/month\n");
    assertThat(temporal.images.done).isEmpty();
  }

  @Test
  void givesScriptsTheEndOfEachImage() throws Exception {
    temporal.images.recycleBin.add(new RetireActivities.Recoverable(GROMACS, KilnRun.NOW));

    Result result = machine().run("ami", "delete", "gromacs-v1", "--yes", "-o", "json");

    JsonNode document = new ObjectMapper().readTree(result.out());
    assertThat(document.path("status").asText()).isEqualTo("done");
    assertThat(document.at("/images/0/outcome").asText()).isEqualTo("done");
    assertThat(document.at("/images/0/snapshots/0/deleted").asBoolean()).isTrue();
    assertThat(document.at("/images/0/recoverable_until").asText())
        .isEqualTo("2026-01-03T12:00:00Z");
  }

  @Test
  void givesScriptsWhyNot() throws Exception {
    Result result = machine().run("ami", "delete", "foundation-v1", "--yes", "-o", "json");

    JsonNode document = new ObjectMapper().readTree(result.out());
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(document.path("status").asText()).isEqualTo("refused");
    assertThat(document.at("/images/0/uses/0/kind").asText()).isEqualTo("child");
  }

  @Test
  void refusesAMalformedIdBeforeItAsks() {
    Result result = new KilnRun(folder).run("ami", "delete", "ami-12");

    assertThat(result.err()).startsWith("kiln: cannot read AMI id 'ami-12'");
    assertThat(result.exitCode()).isEqualTo(2);
  }
}
