package dev.kiln.activities.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class TokenBucketTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Duration PATIENT = Duration.ofHours(1);

  private final TokenBucket bucket = new TokenBucket(ActionRate.of("RunInstances"), 0);

  @Test
  void letsTheBurstThroughAndThenOneEachRefill() {
    for (int i = 0; i < 5; i++) {
      assertThat(bucket.take(0, PATIENT)).isZero();
    }
    assertThat(bucket.take(0, PATIENT)).isEqualTo(Duration.ofMillis(500));
    assertThat(bucket.take(0, PATIENT)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void aHundredAtOnceGetTheirTurnsInTheDocumentedTime() {
    Duration last = Duration.ZERO;
    for (int i = 0; i < 100; i++) {
      last = bucket.take(0, PATIENT);
    }
    assertThat(last).isEqualTo(Duration.ofMillis(47_500));
  }

  @Test
  void takesNoTokenFromACallerWhoCannotWait() {
    for (int i = 0; i < 5; i++) {
      bucket.take(0, PATIENT);
    }
    assertThat(bucket.take(0, Duration.ofMillis(100))).isEqualTo(Duration.ofMillis(500));
    assertThat(bucket.take(0, PATIENT)).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void slowsDownWhenRefusedAndRecovers() {
    bucket.refused(0);
    Duration slow = bucket.take(0, PATIENT);
    for (int i = 0; i < 100; i++) {
      bucket.accepted();
    }
    TokenBucket untouched = new TokenBucket(ActionRate.of("RunInstances"), 0);
    for (int i = 0; i < 5; i++) {
      untouched.take(0, PATIENT);
    }
    assertThat(slow).isGreaterThan(untouched.take(0, PATIENT));
    assertThat(bucket.take(10 * SECOND, PATIENT)).isZero();
  }

  @Test
  void ratesAnActionByItsName() {
    assertThat(ActionRate.of("DescribeImages")).isEqualTo(new ActionRate(100, 20));
    assertThat(ActionRate.of("CreateImage")).isEqualTo(new ActionRate(50, 5));
    assertThat(ActionRate.of("CopyImage")).isEqualTo(new ActionRate(100, 1));
  }
}
