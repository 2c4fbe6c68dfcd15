package dev.kiln.workflows.lease;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class HoldersTest {
  private final Holders holders = new Holders();

  @Test
  void aLeaseTakenTwiceIsReleasedOnce() {
    holders.lease("a", 1);
    holders.lease("a", 1);
    holders.release("a", 1);

    assertThat(holders.isEmpty()).isTrue();
  }

  @Test
  void aStaleAttemptCannotReleaseTheLeaseOfANewerOne() {
    holders.lease("a", 1);
    holders.lease("a", 2);
    holders.release("a", 1);

    assertThat(holders.names()).containsExactly("a");
  }

  @Test
  void aBuildsOwnReleaseEndsTheLeaseOfAnyAttempt() {
    holders.lease("a", 7);
    holders.release("a", Integer.MAX_VALUE);

    assertThat(holders.isEmpty()).isTrue();
  }

  @Test
  void releasingAnUnheldLeaseDoesNothing() {
    holders.lease("a", 1);
    holders.release("b", 1);

    assertThat(holders.names()).containsExactly("a");
  }
}
