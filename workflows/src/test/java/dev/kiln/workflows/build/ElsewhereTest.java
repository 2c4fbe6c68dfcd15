package dev.kiln.workflows.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.model.AmiId;
import dev.kiln.model.Architecture;
import dev.kiln.model.Region;
import dev.kiln.model.image.ImageKey;
import dev.kiln.model.image.ImageState;
import dev.kiln.model.image.ImageTags;
import dev.kiln.model.image.KilnImage;
import dev.kiln.model.plan.Fate;
import dev.kiln.workflows.build.BuildWorkflow.Request.Rebuild;
import dev.kiln.workflows.catalog.CatalogActivities;
import dev.kiln.workflows.image.BuilderPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A chain of two layers in Ireland, with different images in the east. */
final class ElsewhereTest {
  private static final Region IRELAND = new Region("eu-west-1");
  private static final Region EAST = new Region("us-east-1");
  private static final AmiId IRISH_VENDOR = new AmiId("ami-00000011");
  private static final AmiId VENDOR = new AmiId("ami-00000001");
  private static final AmiId OLDER_VENDOR = new AmiId("ami-00000002");
  private static final AmiId BASE = new AmiId("ami-0000000a");
  private static final AmiId NEWER_BASE = new AmiId("ami-0000000e");
  private static final AmiId TOP = new AmiId("ami-0000000b");
  private static final AmiId COPY = new AmiId("ami-0000000c");

  private final List<KilnImage> here = new ArrayList<>();
  private final List<KilnImage> east = new ArrayList<>();

  @Test
  void copiesTheTopFromTheEastAndSkipsItsBase() {
    east.add(image(0, EAST, BASE, VENDOR, Map.of()));
    east.add(image(1, EAST, TOP, BASE, Map.of()));

    assertThat(fates(Rebuild.NONE, false)).containsExactly(Fate.SKIPPED, Fate.COPY);
    assertThat(fates(Rebuild.NONE, true)).containsExactly(Fate.SKIPPED, Fate.COPY);
    assertThat(decide(Rebuild.NONE, false).layers().get(1).elsewhere().orElseThrow().ami())
        .isEqualTo(TOP);
    assertThat(decide(Rebuild.NONE, false).layers().get(0).elsewhere()).isEmpty();
  }

  @Test
  void aMissingTopIsBuiltOnTheCopyOfItsBase() {
    east.add(image(0, EAST, BASE, VENDOR, Map.of()));

    assertThat(fates(Rebuild.NONE, false)).containsExactly(Fate.COPY, Fate.MISS);
  }

  @Test
  void refreshCopiesNoImageThatIsStaleInItsOwnRegion() {
    east.add(image(0, EAST, BASE, OLDER_VENDOR, Map.of()));
    east.add(image(1, EAST, TOP, BASE, Map.of()));

    assertThat(fates(Rebuild.NONE, true).get(0)).isEqualTo(Fate.MISS);
    assertThat(fates(Rebuild.NONE, false)).containsExactly(Fate.SKIPPED, Fate.COPY);
  }

  @Test
  void rebuildsCopyNothing() {
    east.add(image(0, EAST, BASE, VENDOR, Map.of()));
    east.add(image(1, EAST, TOP, BASE, Map.of()));

    assertThat(fates(Rebuild.TOP, false)).containsExactly(Fate.MISS, Fate.REBUILD);
    assertThat(fates(Rebuild.CHAIN, false)).containsExactly(Fate.REBUILD, Fate.REBUILD);
  }

  @Test
  void doesNotCopyAnImageWhoseChecksFailed() {
    east.add(image(0, EAST, BASE, VENDOR, Map.of(ImageTags.VALIDATION, "failed")));

    assertThat(fates(Rebuild.NONE, false)).containsExactly(Fate.MISS, Fate.MISS);
  }

  @Test
  void copiesAFreshImageRatherThanANewerStaleOne() {
    east.add(image(0, EAST, NEWER_BASE, OLDER_VENDOR, Map.of()));
    east.add(image(0, EAST, BASE, VENDOR, Map.of()));

    assertThat(decide(Rebuild.NONE, false).layers().get(0).elsewhere().orElseThrow().ami())
        .isEqualTo(BASE);
  }

  @Test
  void judgesACopyByTheBaseInItsOwnRegion() {
    here.add(copy(0, COPY, VENDOR));
    east.add(image(0, EAST, BASE, VENDOR, Map.of()));

    assertThat(fates(Rebuild.NONE, false).get(0)).isEqualTo(Fate.HIT);

    here.clear();
    here.add(copy(0, COPY, OLDER_VENDOR));

    assertThat(fates(Rebuild.NONE, false).get(0)).isEqualTo(Fate.STALE);
    assertThat(decide(Rebuild.NONE, false).layers().get(0).reasons().get(0))
        .contains("stale: built on ami-00000002, and debian-12 is now ami-00000001");
  }

  @Test
  void aCopiedTopIsStaleOnceItsBaseIsRebuiltInItsOwnRegion() {
    here.add(copy(1, COPY, BASE));
    east.add(image(0, EAST, NEWER_BASE, VENDOR, Map.of()));
    east.add(image(0, EAST, BASE, VENDOR, Map.of()));

    assertThat(fates(Rebuild.NONE, false)).containsExactly(Fate.SKIPPED, Fate.STALE);
  }

  @Test
  void aCopyFromASilentRegionDoesNotCountAsStale() {
    here.add(copy(0, COPY, OLDER_VENDOR));

    assertThat(
            ChainDecision.of(
                    request(Rebuild.NONE, true),
                    here,
                    Optional.of(IRISH_VENDOR),
                    new Elsewhere(keys(), List.of()),
                    true)
                .layers()
                .get(0)
                .fate())
        .isEqualTo(Fate.HIT);
  }

  private List<Fate> fates(Rebuild rebuild, boolean refresh) {
    return decide(rebuild, refresh).layers().stream().map(ChainDecision.Layer::fate).toList();
  }

  private ChainDecision decide(Rebuild rebuild, boolean refresh) {
    return ChainDecision.of(
        request(rebuild, refresh),
        here,
        Optional.of(IRISH_VENDOR),
        new Elsewhere(
            keys(), List.of(new CatalogActivities.RegionalImages(EAST, east, Optional.of(VENDOR)))),
        rebuild == Rebuild.NONE);
  }

  private static KilnImage copy(int layer, AmiId ami, AmiId builtOn) {
    return image(
        layer,
        IRELAND,
        ami,
        builtOn,
        Map.of(ImageTags.SOURCE_AMI, "ami-0000beef", ImageTags.SOURCE_REGION, EAST.value()));
  }

  private static KilnImage image(
      int layer, Region region, AmiId ami, AmiId builtOn, Map<String, String> tags) {
    return new KilnImage(
        ami,
        keys().get(layer).in(region),
        "name-" + ami,
        ImageState.AVAILABLE,
        "available",
        Optional.of(builtOn),
        Instant.ofEpochSecond(Integer.parseInt(ami.value().substring(4), 16)),
        8,
        Optional.empty(),
        tags);
  }

  private static List<ImageKey> keys() {
    return request(Rebuild.NONE, false).keys(Architecture.X86_64);
  }

  private static BuildWorkflow.Request request(Rebuild rebuild, boolean refresh) {
    return new BuildWorkflow.Request(
        "b1",
        "top-v1",
        List.of(
            PlainLayers.layer("base", Optional.empty()),
            PlainLayers.layer("top", Optional.of("base"))),
        IRELAND,
        List.of(Architecture.X86_64),
        rebuild,
        refresh,
        BuilderPolicy.DEFAULT);
  }
}
