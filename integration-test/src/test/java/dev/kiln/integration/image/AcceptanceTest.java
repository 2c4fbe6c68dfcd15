package dev.kiln.integration.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kiln.integration.RehearsalStage;
import dev.kiln.model.AmiId;
import dev.kiln.model.Architecture;
import dev.kiln.model.image.ImageState;
import dev.kiln.model.image.ImageTags;
import dev.kiln.model.image.KilnImage;
import dev.kiln.model.layer.LayerSpec;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.build.BuildWorkflow;
import dev.kiln.workflows.image.BuilderPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Layers with {@code test: boot}: nobody uses their images before they have passed. */
@Timeout(60)
final class AcceptanceTest {
  private static final LayerSpec FOUNDATION =
      RehearsalStage.booting(Bench.layer("foundation", Optional.empty()));

  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void bootsTheImageOnceTheBuilderIsGoneAndAcceptsItAtTheEnd() {
    BuildWorkflow.Report report = bench.run(bench.request(FOUNDATION));

    List<String> verbs = bench.cloud.events.stream().map(event -> event.split(" ", 2)[0]).toList();
    assertThat(verbs.subList(verbs.indexOf("available"), verbs.size()))
        .containsExactly(
            "available", "cleanup", "size", "boot", "ready", "check", "cleanup", "record");
    AmiId ami = report.layers().get(0).ami().orElseThrow();
    KilnImage image = Optional.ofNullable(bench.cloud.images.get(ami)).orElseThrow();
    assertThat(image.state()).isEqualTo(ImageState.AVAILABLE);
    assertThat(image.tags())
        .containsEntry(ImageTags.BOOT_TEST, "passed")
        .containsEntry(ImageTags.VALIDATION, "passed")
        .containsKey(ImageTags.VALIDATED_AT);
    assertThat(bench.cloud.running).isEmpty();
  }

  @Test
  void removesAnImageWhoseChecksDoNotHoldOnceItIsBooted() {
    bench.cloud.forgetWhenBooted();

    assertThatThrownBy(() -> bench.run(bench.request(FOUNDATION)))
        .hasStackTraceContaining("cannot accept layer 'foundation': 1 of 1 checks do not hold on")
        .hasStackTraceContaining(
            "is there (foundation): expected exit code 0, found 1; exit code 1, output: no");
    assertThat(bench.cloud.images).isEmpty();
    assertThat(bench.cloud.running).isEmpty();
    assertThat(bench.cloud.count("record")).isZero();
  }

  @Test
  void removesAnImageThatDoesNotBoot() {
    bench.cloud.failNext("ready i-00000003", FailureType.NO_PROGRESS.failure("never online"));

    assertThatThrownBy(() -> bench.run(bench.request(FOUNDATION)))
        .hasStackTraceContaining("could not be finished, and the image is removed: never online");
    assertThat(bench.cloud.images).isEmpty();
    assertThat(bench.cloud.running).isEmpty();
  }

  @Test
  void removesAnImageThatCannotBeAccepted() {
    bench.cloud.failNext("record", FailureType.ACCESS_DENIED.failure("allow CreateTags"));

    assertThatThrownBy(() -> bench.run(bench.request(FOUNDATION)))
        .hasStackTraceContaining("allow CreateTags");
    assertThat(bench.cloud.images).isEmpty();
  }

  @Test
  void bootsAnotherInstanceWhenOneIsLostAndKeepsTheImage() {
    bench.cloud.failNext("boot", InMemoryCloud.builderLost());

    bench.run(bench.request(FOUNDATION));

    assertThat(bench.cloud.count("boot")).isEqualTo(2);
    assertThat(bench.cloud.count("register")).isEqualTo(1);
    assertThat(bench.cloud.running).isEmpty();
  }

  @Test
  void keepsTheInstanceThatFailedWhenAskedAndRemovesTheImage() {
    bench.cloud.forgetWhenBooted();
    BuilderPolicy keeping =
        new BuilderPolicy(false, true, Duration.ofHours(1), Duration.ofSeconds(1));

    assertThatThrownBy(
            () -> bench.run(bench.request(BuildWorkflow.Request.Rebuild.NONE, keeping, FOUNDATION)))
        .hasStackTraceContaining("builder " + bench.cloud.running.iterator().next() + " is kept");
    assertThat(bench.cloud.running).hasSize(1);
    assertThat(bench.cloud.images).isEmpty();
  }

  @Test
  void anImageThatHasYetToPassIsNoHit() {
    AmiId untested = new AmiId("ami-0000cccc");
    bench.cloud.images.put(
        untested,
        new KilnImage(
            untested,
            bench.request(FOUNDATION).keys(Architecture.X86_64).get(0),
            "foundation-x",
            ImageState.UNTESTED,
            "available",
            Optional.of(new AmiId("ami-ba5e0000")),
            Instant.EPOCH,
            8,
            Optional.empty(),
            Map.of()));

    BuildWorkflow.Report report = bench.run(bench.request(FOUNDATION));

    assertThat(report.layers().get(0).state()).isEqualTo(BuildWorkflow.LayerReport.State.BUILT);
    assertThat(report.layers().get(0).ami()).isNotEqualTo(Optional.of(untested));
    assertThat(report.layers().get(0).notes())
        .containsExactly(
            "ami-0000cccc has yet to pass its boot test; waiting for that, or building again");
  }
}
