package dev.kiln.workflows.retire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kiln.model.retire.OwnedImage;
import dev.kiln.workflows.retire.RetireWorkflow.ImageFate.Outcome;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.CanceledFailure;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class RetireWorkflowTest {
  private final RetireBench bench = new RetireBench();
  private final OwnedImage foundation = RetireBench.image(1, "foundation", Optional.empty());
  private final OwnedImage gromacs = RetireBench.image(2, "gromacs", Optional.of(foundation));

  @BeforeEach
  void chain() {
    bench.images.images.add(foundation);
    bench.images.images.add(gromacs);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void deletesAChainFromItsTip() {
    RetireWorkflow.Report report = bench.delete("d1").getResult(RetireWorkflow.Report.class);

    assertThat(report.complete()).isTrue();
    assertThat(bench.images.done)
        .containsExactly("delete " + gromacs.image().ami(), "delete " + foundation.image().ami());
  }

  @Test
  void anotherWorkerFinishesTheDeletionOfAKilledOne() throws InterruptedException {
    bench.images.hold();
    WorkflowStub deletion = bench.delete("d1");
    bench.images.awaitBegun();

    bench.replaceWorker();
    bench.images.goOn();

    assertThat(deletion.getResult(RetireWorkflow.Report.class).complete()).isTrue();
    assertThat(bench.images.done).contains("delete " + foundation.image().ami());
  }

  @Test
  void aCancelledDeletionFinishesItsImageAndStartsNoOther() throws InterruptedException {
    bench.images.hold();
    WorkflowStub deletion = bench.delete("d1");
    bench.images.awaitBegun();

    deletion.cancel();
    bench.images.goOn();
    assertThatThrownBy(() -> deletion.getResult(RetireWorkflow.Report.class))
        .hasCauseInstanceOf(CanceledFailure.class);

    RetireWorkflow.Report report = deletion.query("retireProgress", RetireWorkflow.Report.class);
    assertThat(report.images())
        .extracting(RetireWorkflow.ImageFate::outcome)
        .containsExactly(Outcome.DONE, Outcome.REFUSED);
    assertThat(report.images().get(0).snapshots())
        .isNotEmpty()
        .allMatch(RetireWorkflow.SnapshotFate::deleted);
    assertThat(bench.images.done).containsExactly("delete " + gromacs.image().ami());
  }
}
