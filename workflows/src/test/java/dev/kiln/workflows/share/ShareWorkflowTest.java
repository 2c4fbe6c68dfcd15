package dev.kiln.workflows.share;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.workflows.share.SharingOutcome.Grant.Outcome;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The report of a change of permissions, for each image and each receiver. */
@Timeout(60)
final class ShareWorkflowTest {
  private final SharingBench bench = new SharingBench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void reportsWhatARegionRefusesAndGrantsTheRest() {
    bench.block();

    ShareWorkflow.Report report = report("s1", false);

    assertThat(outcomes(report))
        .containsExactly(Outcome.GRANTED, Outcome.GRANTED, Outcome.REFUSED, Outcome.GRANTED);
    assertThat(report.complete()).isFalse();
    assertThat(outcomes(report("s2", false)))
        .containsExactly(Outcome.ALREADY, Outcome.ALREADY, Outcome.REFUSED, Outcome.ALREADY);
  }

  @Test
  void aDryRunEndsAfterTheCheck() {
    assertThat(outcomes(report("s1", true))).containsOnly(Outcome.PLANNED);
    assertThat(outcomes(report("s2", true))).containsOnly(Outcome.PLANNED);
  }

  private ShareWorkflow.Report report(String id, boolean dryRun) {
    return bench.share(id, dryRun).getResult(ShareWorkflow.Report.class);
  }

  private static List<Outcome> outcomes(ShareWorkflow.Report report) {
    return report.outcomes().stream()
        .flatMap(outcome -> outcome.grants().stream())
        .map(SharingOutcome.Grant::outcome)
        .toList();
  }
}
