package dev.kiln.model.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kiln.model.AmiId;
import dev.kiln.model.Architecture;
import dev.kiln.model.Region;
import dev.kiln.model.TemplateHash;
import dev.kiln.model.Templates;
import dev.kiln.model.image.ImageKey;
import dev.kiln.model.image.ImageState;
import dev.kiln.model.image.ImageTags;
import dev.kiln.model.image.KilnImage;
import dev.kiln.model.layer.LayerSpec;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class BuildPlannerTest {
  private static final List<LayerSpec> LAYERS =
      new Templates()
          .put(
              "base.yaml",
              "name: base\npackages: {spack: [zlib]}\nbuilder: {volume_size_gb: 100}\n")
          .put("child.yaml", "name: child\nextends: base.yaml\nsetup_script: make\n")
          .layers("child.yaml");

  private static KilnImage image(
      String template, Architecture architecture, int day, String minutes) {
    return new KilnImage(
        new AmiId("ami-0000000" + day),
        new ImageKey(
            template, new TemplateHash("0123456789abcdef"), architecture, new Region("us-east-1")),
        template,
        ImageState.AVAILABLE,
        "available",
        Optional.empty(),
        Instant.EPOCH.plusSeconds(day),
        8,
        Optional.empty(),
        Map.of(ImageTags.BUILD_MINUTES, minutes));
  }

  private static BuildPlanner planner(Prices prices, KilnImage... earlier) {
    return new BuildPlanner(Architecture.X86_64, prices, List.of(earlier));
  }

  @Test
  void expectsTheDurationOfTheLastBuildOfTheTemplate() {
    BuildPlanner planner =
        planner(
            Prices.US_EAST_1,
            image("child", Architecture.X86_64, 1, "99"),
            image("child", Architecture.X86_64, 3, "20"),
            image("child", Architecture.X86_64, 2, "50"),
            image("child", Architecture.ARM64, 4, "70"),
            image("base", Architecture.X86_64, 5, "80"));
    Launch launch =
        planner.layer(LAYERS.get(1), Fate.MISS, Optional.empty(), List.of()).launch().orElseThrow();
    assertThat(launch.minutes()).isEqualTo(20);
    assertThat(launch.measured()).isTrue();
    assertThat(launch.instanceType()).isEqualTo("c6i.xlarge");
    assertThat(launch.otherTypes()).containsExactly("c5.xlarge", "m6i.xlarge");
    // a third of an hour at 0.17, and 100 GiB for 20 of the month's 43,800 minutes
    assertThat(launch.dollars()).contains(new BigDecimal("0.06"));
  }

  @Test
  void estimatesMoreForCompiledPackagesAndMarksTheEstimate() {
    BuildPlan plan =
        new BuildPlan(
            Architecture.X86_64,
            List.of(
                planner(Prices.US_EAST_1)
                    .layer(LAYERS.get(0), Fate.MISS, Optional.empty(), List.of()),
                planner(Prices.US_EAST_1)
                    .layer(LAYERS.get(1), Fate.MISS, Optional.empty(), List.of())));
    assertThat(plan.minutes()).isEqualTo(66 + 9);
    assertThat(plan.measured()).isFalse();
    assertThat(plan.dollars()).contains(new BigDecimal("0.23"));
  }

  @Test
  void aReusedLayerLaunchesAndCostsNothing() {
    KilnImage hit = image("child", Architecture.X86_64, 1, "9");
    PlannedLayer layer =
        planner(Prices.US_EAST_1)
            .layer(LAYERS.get(1), Fate.STALE, Optional.of(hit), List.of("old"));
    BuildPlan plan = new BuildPlan(Architecture.X86_64, List.of(layer));
    assertThat(layer.image()).contains(hit.ami());
    assertThat(layer.launch()).isEmpty();
    assertThat(plan.minutes()).isZero();
    assertThat(plan.dollars()).contains(BigDecimal.ZERO);
  }

  @Test
  void anUnknownPriceMakesTheSumUnknownUntilOneIsGiven() {
    Prices none =
        new Prices(
            Prices.US_EAST_1.asOf(), Map.of(), BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE);
    assertThat(dollars(none)).isEmpty();
    assertThat(dollars(none.with(Map.of("c6i.xlarge", BigDecimal.ONE)))).isPresent();
  }

  private static Optional<BigDecimal> dollars(Prices prices) {
    return new BuildPlan(
            Architecture.X86_64,
            List.of(
                planner(prices).layer(LAYERS.get(1), Fate.REBUILD, Optional.empty(), List.of())))
        .dollars();
  }

  @Test
  void aLaunchWithoutABuildIsNoPlan() {
    assertThatThrownBy(
            () ->
                new PlannedLayer(
                    "a",
                    "a.yaml",
                    new TemplateHash("0123456789abcdef"),
                    Fate.MISS,
                    Optional.empty(),
                    List.of(),
                    Optional.empty()))
        .hasMessageContaining("cannot plan layer 'a'");
  }
}
