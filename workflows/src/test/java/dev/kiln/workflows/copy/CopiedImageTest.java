package dev.kiln.workflows.copy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CopiedImageTest {
  private static final Instant MADE = Instant.parse("2026-03-01T12:00:00Z");
  private static final CopyWorkflow.Copy FOUND =
      new CopyWorkflow.Copy(
          new AmiId("ami-0123456789abcdef0"),
          new Region("eu-west-1"),
          "gromacs-v1-1a2b",
          true,
          MADE,
          Optional.empty(),
          Optional.empty(),
          8,
          Optional.empty(),
          List.of(),
          Duration.ZERO);

  @Test
  void countsAsCopiedIfItIsYoungerThanTheRequest() {
    CopyWorkflow.Copy copy = FOUND.asOf(MADE.minusSeconds(30), MADE.plusSeconds(60));

    assertThat(copy.found()).isFalse();
    assertThat(copy.took()).isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void countsAsFoundIfItIsOlderThanTheRequest() {
    assertThat(FOUND.asOf(MADE.plusMillis(1), MADE.plusSeconds(60))).isEqualTo(FOUND);
  }
}
