package dev.kiln.cli.retire;

import static dev.kiln.cli.retire.AmiDeleteTest.GROMACS;
import static dev.kiln.workflows.retire.RetireBench.HOME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.cli.KilnRun;
import dev.kiln.cli.Result;
import dev.kiln.model.retire.ImageUse;
import dev.kiln.model.retire.UseKind;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code kiln ami deprecate}, {@code disable} and {@code enable}. */
@Timeout(60)
final class AmiChangeTest {
  @TempDir Path folder;

  private RetireTemporal temporal;

  @BeforeEach
  void start() {
    temporal = new RetireTemporal();
    temporal.images.images.add(
        AmiDeleteTest.image(HOME, GROMACS, "gromacs-v1", Optional.empty(), 30, 10));
  }

  @AfterEach
  void stop() {
    temporal.close();
  }

  private KilnRun machine() {
    return new KilnRun(folder).connectedTo(temporal);
  }

  private void inStable() {
    temporal.images.channels.add(
        new ImageUse(GROMACS, UseKind.REGISTRY_CHANNEL, "gromacs/stable", "v1", HOME));
  }

  @Test
  void deprecatesInAPipeAndShowsWhichChannelsStillPointToIt() {
    inStable();

    Result result = machine().run("ami", "deprecate", "gromacs-v1", "--in", "30d");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out())
        .contains("Warning: " + GROMACS + " (gromacs-v1) is in use", "   - gromacs/stable (v1)");
    assertThat(temporal.images.done)
        .containsExactly("deprecate " + GROMACS + " at 2026-02-02T12:00:00Z");
  }

  @Test
  void aDeprecationDoesNotLookForOtherUses() {
    temporal.images.uses.add(new ImageUse(GROMACS, UseKind.INSTANCE, "i-1", "", HOME));

    Result result = machine().run("ami", "deprecate", "gromacs-v1", "--at", "2026-12-31");

    assertThat(result.out()).doesNotContain("Warning");
    assertThat(temporal.images.done)
        .containsExactly("deprecate " + GROMACS + " at 2026-12-31T00:00:00Z");
  }

  @Test
  void disablesOnlyAfterConfirmationAndShowsTheUses() {
    inStable();
    temporal.images.uses.add(new ImageUse(GROMACS, UseKind.INSTANCE, "i-1", "", HOME));

    Result inPipe = machine().run("ami", "disable", "gromacs-v1");
    assertThat(inPipe.out()).contains("- i-1", "- gromacs/stable (v1)");
    inPipe.assertUnconfirmed("disable these AMIs and take their permissions away");
    assertThat(temporal.images.done).isEmpty();

    assertThat(machine().run("ami", "disable", "gromacs-v1", "--yes").exitCode()).isZero();
    assertThat(machine().run("ami", "enable", "gromacs-v1").exitCode()).isZero();
    assertThat(temporal.images.done).containsExactly("disable " + GROMACS, "enable " + GROMACS);
  }

  @Test
  void saysThatARegistryCouldNotBeAsked() {
    temporal.images.unreadable = Optional.of("cannot use registry 's3://x/y': AccessDenied");

    Result result = machine().run("ami", "disable", "gromacs-v1", "--dry-run");

    assertThat(result.out())
        .contains("gromacs-v1) may be in use", "could not be checked: cannot use registry");
    assertThat(temporal.images.done).isEmpty();
  }
}
