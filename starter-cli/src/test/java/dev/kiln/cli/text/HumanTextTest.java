package dev.kiln.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Durations and ages as readable text. */
final class HumanTextTest {
  private static final Instant NOW = Instant.parse("2026-01-03T12:00:00Z");

  @ParameterizedTest
  @CsvSource({"0,0s", "59,59s", "60,1m 00s", "402,6m 42s", "3599,59m 59s", "7500,2h 05m"})
  void writesDurations(long seconds, String text) {
    assertThat(HumanText.duration(Duration.ofSeconds(seconds))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "59,just now,0m",
    "60,1 minute ago,1m",
    "7199,1 hour ago,1h",
    "172800,2 days ago,2d",
    "-5,just now,0m"
  })
  void writesAges(long seconds, String text, String shortText) {
    assertThat(HumanText.age(NOW.minusSeconds(seconds), NOW)).isEqualTo(text);
    assertThat(HumanText.shortAge(NOW.minusSeconds(seconds), NOW)).isEqualTo(shortText);
  }

  @Test
  void writesMinutesAsPreciselyAsTheyMatter() {
    assertThat(HumanText.minutes(0.4)).isEqualTo("24 seconds");
    assertThat(HumanText.minutes(1.52)).isEqualTo("1.5 minutes");
    assertThat(HumanText.minutes(61.5)).isEqualTo("62 minutes");
  }
}
