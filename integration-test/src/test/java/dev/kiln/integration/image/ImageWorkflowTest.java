package dev.kiln.integration.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kiln.model.AmiId;
import dev.kiln.model.image.ImageState;
import dev.kiln.model.layer.LayerSpec;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.build.BuildWorkflow;
import dev.kiln.workflows.image.BuilderActivities;
import dev.kiln.workflows.image.BuilderPolicy;
import dev.kiln.workflows.image.ImageWorkflow;
import dev.kiln.workflows.image.Stage;
import io.temporal.api.sdk.v1.WorkflowMetadata;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The workflow of one image: the order of events, and the undo after a failure. */
@Timeout(60)
final class ImageWorkflowTest {
  private static final LayerSpec FOUNDATION = Bench.layer("foundation", Optional.empty());

  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void walksFromFindToCleanUpInOrder() {
    bench.run(bench.request(FOUNDATION));

    List<String> verbs =
        bench.cloud.events.stream().map(event -> event.split(" ", 2)[0]).distinct().toList();
    assertThat(verbs)
        .containsExactly(
            "find",
            "launch",
            "ready",
            "setup",
            "check",
            "seal",
            "stop",
            "register",
            "available",
            "cleanup",
            "size");
    assertThat(bench.cloud.events).contains("cleanup keepBuilder=false keepImage=true");
    ImageWorkflow.Progress progress =
        bench.imageRun(FOUNDATION).query("progress", ImageWorkflow.Progress.class);
    assertThat(progress.stages())
        .allMatch(stage -> stage.state() == Stage.Progress.State.DONE)
        .extracting(Stage.Progress::stage)
        .startsWith(Stage.FIND, Stage.BASE, Stage.LAUNCH)
        .endsWith(Stage.CLEAN_UP);
  }

  @Test
  void keepsAllThatAStepPrintsPageByPage() {
    bench.cloud.printed.set(2_500);

    bench.run(bench.request(FOUNDATION));

    assertThat(pages(0, 0)).containsExactly("page-from-0", "page-from-1000", "page-from-2000");
    assertThat(pages(0, 2)).containsExactly("page-from-2000");
    assertThat(pages(0, 3)).isEmpty();
    assertThat(pages(1, 0)).isEmpty();
  }

  @Test
  void succeedsThoughTheOutputCannotBeRead() {
    bench.cloud.printed.set(2_500);
    bench.cloud.failNext("log", InMemoryCloud.builderLost());

    BuildWorkflow.Report report = bench.run(bench.request(FOUNDATION));

    assertThat(report.layers().get(0).state()).isEqualTo(BuildWorkflow.LayerReport.State.BUILT);
    assertThat(bench.cloud.launches).hasValue(1);
  }

  private List<String> pages(int output, int from) {
    BuilderActivities.LogPage[] pages =
        bench
            .imageRun(FOUNDATION)
            .query("logPages", BuilderActivities.LogPage[].class, output, from);
    return Arrays.stream(pages).map(BuilderActivities.LogPage::packed).toList();
  }

  @Test
  void usesAFreshBuilderWhenOneIsLost() {
    bench.cloud.failNext("check", InMemoryCloud.builderLost());

    BuildWorkflow.Report report = bench.run(bench.request(FOUNDATION));

    assertThat(report.layers().get(0).state()).isEqualTo(BuildWorkflow.LayerReport.State.BUILT);
    assertThat(bench.cloud.launches).hasValue(2);
    assertThat(bench.cloud.running).isEmpty();
    assertThat(bench.cloud.images).hasSize(1);
  }

  @Test
  void givesUpOnTheThirdLostBuilder() {
    for (int i = 0; i < 3; i++) {
      bench.cloud.failNext("ready", InMemoryCloud.builderLost());
    }

    assertThatThrownBy(() -> bench.run(bench.request(FOUNDATION)))
        .hasStackTraceContaining("the builder is gone");
    assertThat(bench.cloud.launches).hasValue(3);
    assertThat(bench.cloud.running).isEmpty();
  }

  @Test
  void takesTheImageOnceMoreWhenTheCloudCouldNotMakeIt() {
    bench.cloud.failNext("available", FailureType.IMAGE_FAILED.failure("Client.InternalError"));

    BuildWorkflow.Report report = bench.run(bench.request(FOUNDATION));

    assertThat(report.layers().get(0).state()).isEqualTo(BuildWorkflow.LayerReport.State.BUILT);
    assertThat(bench.cloud.count("register")).isEqualTo(2);
    assertThat(bench.cloud.count("discard")).isEqualTo(1);
    assertThat(bench.cloud.launches).hasValue(1);
    assertThat(bench.cloud.images).hasSize(1);
  }

  @Test
  void keepsTheBuilderOfAFailedBuildWhenAsked() {
    bench.cloud.failNext("setup", FailureType.SETUP_FAILED.failure("exit code 3"));
    BuilderPolicy keeping =
        new BuilderPolicy(false, true, Duration.ofHours(1), Duration.ofSeconds(1));

    assertThatThrownBy(
            () -> bench.run(bench.request(BuildWorkflow.Request.Rebuild.NONE, keeping, FOUNDATION)))
        .hasStackTraceContaining("exit code 3")
        .hasStackTraceContaining("builder " + bench.cloud.running.iterator().next() + " is kept")
        .hasStackTraceContaining("aws ec2 terminate-instances");
    assertThat(bench.cloud.running).hasSize(1);
    assertThat(bench.cloud.events).contains("cleanup keepBuilder=true keepImage=false");
  }

  @Test
  void removesTheBuilderOfAFailedBuildOtherwise() {
    bench.cloud.failNext("stop", FailureType.INVALID_REQUEST.failure("no"));

    assertThatThrownBy(() -> bench.run(bench.request(FOUNDATION))).isNotNull();

    assertThat(bench.cloud.running).isEmpty();
  }

  @Test
  void waitsForAnImageThatIsStillBeingMade() {
    AmiId pending = new AmiId("ami-0000aaaa");
    bench.addImage(FOUNDATION, pending, ImageState.PENDING);

    BuildWorkflow.Report report = bench.run(bench.request(FOUNDATION));

    assertThat(report.layers().get(0).ami()).contains(pending);
    assertThat(report.layers().get(0).state()).isEqualTo(BuildWorkflow.LayerReport.State.REUSED);
    assertThat(bench.cloud.launches).hasValue(0);
  }

  @Test
  void reportsAFailedImageAndBuildsAgain() {
    AmiId failed = new AmiId("ami-0000bbbb");
    bench.addImage(FOUNDATION, failed, ImageState.UNUSABLE);

    BuildWorkflow.Report report = bench.run(bench.request(FOUNDATION));

    assertThat(report.layers().get(0).state()).isEqualTo(BuildWorkflow.LayerReport.State.BUILT);
    assertThat(report.layers().get(0).notes())
        .containsExactly("ami-0000bbbb is failed (why); building again");
  }

  @Test
  void buildsADeletedImageAgain() {
    BuildWorkflow.Report first = bench.run(bench.request(FOUNDATION));
    bench.cloud.images.clear();

    BuildWorkflow.Report second = bench.run(bench.request(FOUNDATION));

    assertThat(second.layers().get(0).state()).isEqualTo(BuildWorkflow.LayerReport.State.BUILT);
    assertThat(second.layers().get(0).ami()).isNotEqualTo(first.layers().get(0).ami());
  }

  @Test
  void showsItsProgressInTheWebUiAsAMarkdownTable() throws Exception {
    bench.cloud.holdSetup();
    WorkflowStub build = bench.start(bench.request(FOUNDATION));
    bench.cloud.awaitSetups(1);

    WorkflowMetadata shown =
        bench.imageRun(FOUNDATION).query("__temporal_workflow_metadata", WorkflowMetadata.class);

    assertThat(shown.getCurrentDetails())
        .contains("| step | state | took | detail |")
        .contains("| run the setup: install | running |");
    bench.cloud.goOn();
    build.getResult(BuildWorkflow.Report.class);
  }
}
