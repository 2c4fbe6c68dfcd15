package dev.kiln.workflows.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.model.AmiId;
import dev.kiln.model.Architecture;
import dev.kiln.model.Region;
import dev.kiln.model.image.ImageKey;
import dev.kiln.model.image.ImageState;
import dev.kiln.model.image.KilnImage;
import dev.kiln.workflows.build.BuildWorkflow.Request.Rebuild;
import dev.kiln.workflows.build.ChainDecision.Action;
import dev.kiln.workflows.image.BuilderPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Decisions about a chain of three layers, base ← middle ← top, for different sets of images. */
final class ChainDecisionTest {
  private static final AmiId VENDOR = new AmiId("ami-00000001");
  private static final AmiId NEWER_VENDOR = new AmiId("ami-00000002");
  private static final AmiId BASE = new AmiId("ami-0000000a");
  private static final AmiId MIDDLE = new AmiId("ami-0000000b");
  private static final AmiId TOP = new AmiId("ami-0000000c");

  private final List<KilnImage> images = new ArrayList<>();

  @Test
  void withoutImagesEveryLayerIsObtained() {
    assertThat(actions(Rebuild.NONE, false, VENDOR))
        .containsExactly(Action.OBTAIN, Action.OBTAIN, Action.OBTAIN);
  }

  @Test
  void withAllImagesEveryLayerIsReused() {
    thereIsAll();

    assertThat(actions(Rebuild.NONE, false, VENDOR))
        .containsExactly(Action.REUSE, Action.REUSE, Action.REUSE);
  }

  @Test
  void aMissingLayerBelowAnExistingOneIsNotNeeded() {
    thereIs(0, BASE, VENDOR);
    thereIs(2, TOP, MIDDLE);

    assertThat(actions(Rebuild.NONE, false, VENDOR))
        .containsExactly(Action.REUSE, Action.SKIP, Action.REUSE);
  }

  @Test
  void aMissingTopNeedsOnlyTheLayerBelowIt() {
    thereIs(1, MIDDLE, BASE);

    assertThat(actions(Rebuild.NONE, false, VENDOR))
        .containsExactly(Action.SKIP, Action.REUSE, Action.OBTAIN);
  }

  @Test
  void rebuildBuildsTheTopAgainOnTheExistingLayers() {
    thereIsAll();

    assertThat(actions(Rebuild.TOP, false, VENDOR))
        .containsExactly(Action.REUSE, Action.REUSE, Action.REBUILD);
  }

  @Test
  void rebuildBaseBuildsTheWholeChainAgain() {
    thereIsAll();

    assertThat(actions(Rebuild.CHAIN, false, VENDOR))
        .containsExactly(Action.REBUILD, Action.REBUILD, Action.REBUILD);
  }

  @Test
  void aLayerOnAnOlderBaseIsStaleAndStillUsed() {
    thereIsAll();

    ChainDecision decision = decide(Rebuild.NONE, false, Optional.of(NEWER_VENDOR));

    assertThat(decision.layers())
        .extracting(ChainDecision.Layer::action)
        .containsExactly(Action.REUSE, Action.REUSE, Action.REUSE);
    assertThat(decision.layers().get(0).reasons())
        .containsExactly(
            "stale: built on ami-00000001, and debian-12 is now ami-00000002; --refresh rebuilds it");
  }

  @Test
  void aRefreshDoesNotSuggestARefresh() {
    thereIsAll();

    assertThat(decide(Rebuild.NONE, true, Optional.of(NEWER_VENDOR)).layers().get(0).reasons())
        .containsExactly("stale: built on ami-00000001, and debian-12 is now ami-00000002");
  }

  @Test
  void refreshRebuildsAStaleLayerAndAllAboveIt() {
    thereIsAll();

    assertThat(actions(Rebuild.NONE, true, NEWER_VENDOR))
        .containsExactly(Action.REBUILD, Action.REBUILD, Action.REBUILD);
  }

  @Test
  void refreshLeavesFreshLayersAlone() {
    thereIsAll();

    assertThat(actions(Rebuild.NONE, true, VENDOR))
        .containsExactly(Action.REUSE, Action.REUSE, Action.REUSE);
  }

  @Test
  void refreshBeginsAtTheFirstStaleLayer() {
    thereIs(0, BASE, VENDOR);
    thereIs(1, MIDDLE, new AmiId("ami-0000dead"));
    thereIs(2, TOP, MIDDLE);

    assertThat(actions(Rebuild.NONE, true, VENDOR))
        .containsExactly(Action.REUSE, Action.REBUILD, Action.REBUILD);
  }

  @Test
  void anUnknownCurrentBaseMakesNothingStale() {
    thereIsAll();

    ChainDecision decision = decide(Rebuild.NONE, true, Optional.empty());

    assertThat(decision.layers())
        .allMatch(layer -> layer.action() == Action.REUSE && layer.reasons().isEmpty());
  }

  @Test
  void waitsForAPendingImageAndReportsAFailedOne() {
    images.add(image(0, BASE, VENDOR, ImageState.PENDING, "pending"));
    images.add(image(1, MIDDLE, BASE, ImageState.UNUSABLE, "failed (quota)"));

    ChainDecision decision = decide(Rebuild.NONE, false, Optional.of(VENDOR));

    assertThat(decision.layers())
        .extracting(ChainDecision.Layer::action)
        .containsOnly(Action.OBTAIN);
    assertThat(decision.layers().get(0).reasons())
        .containsExactly("ami-0000000a is still being made; waiting for it");
    assertThat(decision.layers().get(1).reasons())
        .containsExactly("ami-0000000b is failed (quota); building again");
  }

  @Test
  void aMissingBaseMattersOnlyIfALayerIsBuiltOnIt() {
    ChainDecision nothingThere = decide(Rebuild.NONE, false, Optional.empty());
    thereIsAll();
    ChainDecision allThere = decide(Rebuild.NONE, false, Optional.empty());

    assertThat(nothingThere.withoutBase("it is gone").layers().get(0).reasons())
        .containsExactly("this will fail: it is gone");
    assertThat(allThere.withoutBase("it is gone")).isEqualTo(allThere);
  }

  private void thereIsAll() {
    thereIs(0, BASE, VENDOR);
    thereIs(1, MIDDLE, BASE);
    thereIs(2, TOP, MIDDLE);
  }

  private void thereIs(int layer, AmiId ami, AmiId builtOn) {
    images.add(image(layer, ami, builtOn, ImageState.AVAILABLE, "available"));
  }

  private static KilnImage image(
      int layer, AmiId ami, AmiId builtOn, ImageState state, String text) {
    return new KilnImage(
        ami,
        request(Rebuild.NONE, false).keys(Architecture.X86_64).get(layer),
        "name-" + ami,
        state,
        text,
        Optional.of(builtOn),
        Instant.EPOCH,
        8,
        Optional.empty(),
        Map.of());
  }

  private List<Action> actions(Rebuild rebuild, boolean refresh, AmiId currentBase) {
    return decide(rebuild, refresh, Optional.of(currentBase)).layers().stream()
        .map(ChainDecision.Layer::action)
        .toList();
  }

  private ChainDecision decide(Rebuild rebuild, boolean refresh, Optional<AmiId> currentBase) {
    BuildWorkflow.Request request = request(rebuild, refresh);
    List<ImageKey> keys = request.keys(Architecture.X86_64);
    return ChainDecision.of(request, keys, images, currentBase);
  }

  private static BuildWorkflow.Request request(Rebuild rebuild, boolean refresh) {
    return new BuildWorkflow.Request(
        "b1",
        "top-v1",
        List.of(
            PlainLayers.layer("base", Optional.empty()),
            PlainLayers.layer("middle", Optional.of("base")),
            PlainLayers.layer("top", Optional.of("middle"))),
        new Region("us-east-1"),
        List.of(Architecture.X86_64),
        rebuild,
        refresh,
        BuilderPolicy.DEFAULT);
  }
}
