package dev.kiln.model.retire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Any number of unused images goes in rounds, and nothing goes before what stands on it. */
final class RetireRoundTest {
  private static final Instant NOW = Instant.parse("2026-01-03T12:00:00Z");
  private static final Region HOME = new Region("us-east-1");
  private static final Retention NOTHING = new Retention(0, Duration.ZERO, true, NOW);

  private static OwnedImage image(int number, Optional<OwnedImage> base) {
    return new OwnedImage(
        new RegionalAmi(HOME, new AmiId("ami-%017x".formatted(number))),
        "t-" + number,
        "t",
        "t",
        "x86_64",
        "available",
        NOW.minus(Duration.ofDays(1000 - number)),
        Optional.empty(),
        base.map(below -> below.image().ami()),
        Optional.empty(),
        "disabled",
        8,
        Optional.of(1L << 30),
        List.of("snap-" + number));
  }

  /** Chains of three. */
  private static List<OwnedImage> account(int count) {
    List<OwnedImage> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(image(i, i % 3 == 0 ? Optional.empty() : Optional.of(all.get(all.size() - 1))));
    }
    return all;
  }

  private static RetireRound round(List<OwnedImage> all, int most) {
    return RetireRound.of(all, Set.of(HOME), NOTHING, most);
  }

  @Test
  void roundAfterRoundAllGoAndNoneBeforeWhatStandsOnIt() {
    List<OwnedImage> left = account(100);
    Set<AmiId> gone = new HashSet<>();
    int rounds = 0;
    while (!left.isEmpty()) {
      RetireRound round = round(left, 7);
      assertThat(round.images()).hasSizeBetween(1, 7);
      assertThat(round.more()).isEqualTo(left.size() - round.images().size());
      for (OwnedImage image : round.images()) {
        assertThat(left)
            .filteredOn(other -> !gone.contains(other.image().ami()))
            .noneMatch(other -> other.needs(image.image().ami()));
        gone.add(image.image().ami());
      }
      left.removeAll(round.images());
      rounds++;
    }
    assertThat(rounds).isEqualTo(15);
  }

  @Test
  void imagesThatStandOnEachOtherAreLeftOut() {
    OwnedImage one = image(1, Optional.of(image(2, Optional.empty())));
    OwnedImage two = image(2, Optional.of(image(1, Optional.empty())));

    RetireRound round = round(List.of(one, two, image(3, Optional.empty())), 10);

    assertThat(round.images()).extracting(OwnedImage::name).containsExactly("t-3");
    assertThat(round.more()).isEqualTo(2);
  }

  @Test
  void tellsTheBasesOfARoundThatStay() {
    List<OwnedImage> all = account(3);

    RetireRound round = round(all, 1);

    assertThat(round.images()).containsExactly(all.get(2));
    assertThat(round.bases(all)).containsExactly(all.get(1));
  }

  @Test
  void keptImagesAreCountedButOnlySomeAreNamed() {
    List<OwnedImage> all = account(30);
    Retention year = new Retention(0, Duration.ofDays(3650), true, NOW);

    RetireRound round = RetireRound.of(all, Set.of(HOME), year, 10);

    assertThat(round.images()).isEmpty();
    assertThat(round.kept()).hasSize(10);
    assertThat(round.keptCount()).isEqualTo(30);
  }
}
