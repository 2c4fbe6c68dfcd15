package dev.kiln.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RepeatedRefusalTest {
  private static final String REASON =
      "cannot CopyImage in eu-west-1: Unavailable: no\nnot now: 17; Kiln tries again";

  @Test
  void isReadFromTheHeartbeatThatTellsIt() {
    RepeatedRefusal refusal = new RepeatedRefusal(4, REASON);
    RepeatedRefusal first = new RepeatedRefusal(1, REASON);

    assertThat(RepeatedRefusal.parse(refusal.toString())).contains(refusal);
    assertThat(RepeatedRefusal.parse(first.toString())).contains(first);
    assertThat(first).hasToString("refused once: " + REASON);
    assertThat(RepeatedRefusal.parse("pending 40%")).isEmpty();
  }

  @Test
  void isOfTheSameKindHoweverItsDetailsDiffer() {
    assertThat(new RepeatedRefusal(9, REASON.replace("17", "18")).kind())
        .isEqualTo(new RepeatedRefusal(4, REASON).kind())
        .isEqualTo("cannot CopyImage in eu-west-1: Unavailable");
  }
}
