package dev.kiln.activities.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class RhythmTest {
  private final Rhythm rhythm = new Rhythm();

  @Test
  void withoutExperienceNoEndIsNoticedMoreThanAnEighthLate() {
    for (int seconds = 2; seconds < 100; seconds++) {
      assertThat(late(Duration.ofSeconds(seconds)))
          .isLessThanOrEqualTo(Duration.ofMillis(seconds * 125L + 1));
    }
  }

  @Test
  void aLongWaitCostsFewLooks() {
    assertThat(looks(Duration.ofHours(1))).isLessThan(300);
  }

  @Test
  void experienceNoticesTheUsualEndSooner() {
    Duration usual = Duration.ofMillis(7_090);
    Duration before = late(usual);
    rhythm.ended(usual);

    assertThat(late(usual)).isLessThan(before).isLessThan(Duration.ofMillis(250));
  }

  @Test
  void experienceCostsNoMoreLooks() {
    int before = looks(Duration.ofMinutes(2));
    rhythm.ended(Duration.ofMinutes(2));

    assertThat(looks(Duration.ofMinutes(2))).isLessThanOrEqualTo(before);
  }

  @Test
  void anEndThatComesEarlierThanUsualIsNotMissedByMuch() {
    rhythm.ended(Duration.ofMinutes(10));

    assertThat(late(Duration.ofSeconds(20))).isLessThanOrEqualTo(Duration.ofSeconds(5));
  }

  /** How late Kiln notices the end of a wait of this length. */
  private Duration late(Duration length) {
    Duration age = Duration.ZERO;
    while (age.compareTo(length) < 0) {
      age = age.plus(rhythm.pause(age));
    }
    return age.minus(length);
  }

  private int looks(Duration length) {
    int looks = 0;
    for (Duration age = Duration.ZERO; age.compareTo(length) < 0; looks++) {
      age = age.plus(rhythm.pause(age));
    }
    return looks;
  }
}
