package dev.kiln.model.retire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.plan.Prices;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class UnusedImagesTest {
  private static final Instant NOW = Instant.parse("2026-01-03T12:00:00Z");
  private static final Region HOME = new Region("us-east-1");
  private static final Region ABROAD = new Region("eu-west-1");
  private static final KnownUses NO_USES = new KnownUses(List.of(), Map.of());
  private static final Retention MONTH = new Retention(1, Duration.ofDays(30), true, NOW);
  private static final Retention NOTHING = new Retention(0, Duration.ZERO, true, NOW);

  private static OwnedImage image(
      Region region, int number, String template, int days, Optional<OwnedImage> base) {
    return with(region, number, template, days, base, "available", "disabled", Optional.empty());
  }

  private static OwnedImage with(
      Region region,
      int number,
      String template,
      int days,
      Optional<OwnedImage> base,
      String state,
      String protection,
      Optional<Instant> lastLaunched) {
    return new OwnedImage(
        new RegionalAmi(region, new AmiId("ami-%017x".formatted(number))),
        template + "-" + number,
        template,
        template,
        "x86_64",
        state,
        NOW.minus(Duration.ofDays(days)),
        lastLaunched,
        base.map(below -> below.image().ami()),
        Optional.empty(),
        protection,
        8,
        Optional.of((2L + number) << 30),
        List.of("snap-" + number));
  }

  private static List<OwnedImage> unused(
      List<OwnedImage> all, KnownUses uses, Retention retention) {
    return UnusedImages.among(all, Set.of(HOME), uses, retention).unused();
  }

  @Test
  void keepsYoungImagesAndTheNewestOfEachTemplate() {
    OwnedImage newest = image(HOME, 1, "gromacs", 40, Optional.empty());
    OwnedImage old = image(HOME, 2, "gromacs", 41, Optional.empty());
    OwnedImage youngest = image(HOME, 3, "namd", 3, Optional.empty());
    OwnedImage young = image(HOME, 4, "namd", 29, Optional.empty());

    assertThat(unused(List.of(newest, old, youngest, young), NO_USES, MONTH)).containsExactly(old);
  }

  @Test
  void keepsRecentlyLaunchedImages() {
    OwnedImage newest = image(HOME, 1, "gromacs", 40, Optional.empty());
    OwnedImage launched =
        with(
            HOME,
            2,
            "gromacs",
            90,
            Optional.empty(),
            "available",
            "disabled",
            Optional.of(NOW.minus(Duration.ofDays(5))));

    assertThat(unused(List.of(newest, launched), NO_USES, MONTH)).isEmpty();
  }

  @Test
  void keepsTheWholeChainBelowAnImageThatStays() {
    OwnedImage base = image(HOME, 1, "base", 90, Optional.empty());
    OwnedImage middle = image(HOME, 2, "middle", 80, Optional.of(base));
    OwnedImage top = image(HOME, 3, "top", 70, Optional.of(middle));
    ImageUse instance = new ImageUse(top.image().ami(), UseKind.INSTANCE, "i-1", "", HOME);

    UnusedImages judged =
        UnusedImages.among(
            List.of(base, middle, top),
            Set.of(HOME),
            new KnownUses(List.of(instance), Map.of()),
            NOTHING);

    assertThat(judged.unused()).isEmpty();
    assertThat(judged.kept())
        .extracting(KeptImage::reason)
        .containsExactly(
            "1 instance runs from it: i-1",
            "is needed by " + top.label() + ", which stays",
            "is needed by " + middle.label() + ", which stays");
  }

  @Test
  void aChildInAnUnrequestedRegionKeepsItsBase() {
    OwnedImage base = image(HOME, 1, "base", 90, Optional.empty());
    OwnedImage child = image(ABROAD, 2, "child", 80, Optional.of(base));

    assertThat(unused(List.of(base, child), NO_USES, NOTHING)).isEmpty();
  }

  @Test
  void deletesAnUnusedBranchFromItsTip() {
    OwnedImage base = image(HOME, 1, "base", 90, Optional.empty());
    OwnedImage top = image(HOME, 2, "top", 70, Optional.of(base));

    assertThat(unused(List.of(base, top), NO_USES, NOTHING)).containsExactly(top, base);
  }

  @Test
  void keepsUnfinishedProtectedAndUncheckedImages() {
    OwnedImage pending =
        with(HOME, 1, "a", 9, Optional.empty(), "pending", "disabled", Optional.empty());
    OwnedImage guarded =
        with(
            HOME,
            2,
            "b",
            9,
            Optional.empty(),
            "available",
            "enabled-without-cooldown",
            Optional.empty());
    OwnedImage failed =
        with(HOME, 3, "c", 9, Optional.empty(), "failed", "disabled", Optional.empty());

    assertThat(unused(List.of(pending, guarded, failed), NO_USES, NOTHING)).containsExactly(failed);
    assertThat(
            unused(List.of(failed), new KnownUses(List.of(), Map.of(HOME, "no answer")), NOTHING))
        .isEmpty();
  }

  @Test
  void tagsInACircleDoNotLeadAstray() {
    OwnedImage one = image(HOME, 1, "one", 90, Optional.empty());
    OwnedImage two = image(HOME, 2, "two", 80, Optional.of(one));
    OwnedImage around = image(HOME, 1, "one", 90, Optional.of(two));

    assertThat(unused(List.of(around, two), NO_USES, NOTHING)).containsExactly(two, around);
  }

  @Test
  void countsEveryFreedBlockOnce() {
    OwnedImage base = image(HOME, 1, "base", 90, Optional.empty());
    OwnedImage gone = image(HOME, 4, "gone", 80, Optional.of(base));
    OwnedImage stays = image(HOME, 5, "stays", 80, Optional.of(base));
    List<OwnedImage> all = List.of(base, gone, stays);

    assertThat(Savings.of(all, List.of(gone), List.of(), Prices.US_EAST_1))
        .isEqualTo(new Savings(3L << 30, new BigDecimal("0.15")));
    assertThat(Savings.of(all, List.of(gone, base), List.of(), Prices.US_EAST_1).bytes())
        .isEqualTo(3L << 30);
    assertThat(Savings.of(all, all, List.of(), Prices.US_EAST_1).bytes()).isEqualTo(10L << 30);
  }

  @Test
  void anImageThatMustStayKeepsItsBaseToo() {
    OwnedImage base = image(HOME, 1, "base", 90, Optional.empty());
    OwnedImage top = image(HOME, 2, "top", 70, Optional.of(base));
    ImageUse instance = new ImageUse(top.image().ami(), UseKind.INSTANCE, "i-1", "", HOME);
    List<OwnedImage> all = List.of(base, top);

    assertThat(Candidate.of(all, all, NO_USES)).allMatch(Candidate::free);
    assertThat(Candidate.of(all, all, new KnownUses(List.of(instance), Map.of())))
        .noneMatch(Candidate::free);
  }
}
