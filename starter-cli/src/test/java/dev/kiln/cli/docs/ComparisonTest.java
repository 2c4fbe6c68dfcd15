package dev.kiln.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ComparisonTest {
  private static final List<String> RUN =
      List.of(
          "Checking in us-east-1 (x86_64)",
          "",
          "hello-v1:  ami-aaaaaaaaaaaaaaaaa  built  in 1m 02s, 512 KiB",
          "hello-v2:  ami-bbbbbbbbbbbbbbbbb  built  in 3s, 1.0 MiB",
          "Next: kiln ami describe ami-bbbbbbbbbbbbbbbbb");

  @Test
  void timesSizesAndColumnsMayDiffer() {
    assertThat(
            holds(
                "Checking in us-east-1 (arm64)",
                "",
                "hello-v1: ami-11111111111111111 built in 2s, 2.0 MiB",
                "hello-v2: ami-22222222222222222 built in 4s, 2.0 MiB",
                "Next: kiln ami describe ami-22222222222222222"))
        .isTrue();
  }

  @Test
  void anElisionStandsForAnyLinesAndForAnyText() {
    assertThat(holds("…")).isTrue();
    assertThat(holds("Checking …", "…", "Next: kiln ami …")).isTrue();
    assertThat(holds("…", "Checking …")).isFalse();
  }

  @Test
  void anIdStandsForTheSameIdEverywhere() {
    assertThat(
            holds("…", "hello-v2: ami-22222222222222222 built …", "Next: … ami-22222222222222222"))
        .isTrue();
    assertThat(
            holds(
                "…",
                "hello-v1: ami-22222222222222222 built …",
                "…",
                "Next: … ami-22222222222222222"))
        .isFalse();
  }

  @Test
  void otherWordsAndMissingLinesAreDifferences() {
    assertThat(holds("…", "Next: kiln ami delete ami-22222222222222222")).isFalse();
    assertThat(holds("…", "hello-v2: ami-22222222222222222 built in 3s, 1.0 MiB")).isFalse();
  }

  @Test
  void onlyWrongLinesAreCorrected() {
    Comparison comparison =
        comparison(
            "Looking in us-east-1 (x86_64)",
            "…",
            "hello-v2: ami-22222222222222222 made in 9s, 1.0 MiB",
            "Next: kiln ami describe ami-22222222222222222");

    assertThat(comparison.corrected(comparison.learned(new Ids())))
        .containsExactly(
            "Checking in us-east-1 (x86_64)",
            "…",
            "hello-v2:  ami-22222222222222222  built  in 3s, 1.0 MiB",
            "Next: kiln ami describe ami-22222222222222222");
  }

  private static boolean holds(String... page) {
    return comparison(page).holds(new Ids()).isPresent();
  }

  private static Comparison comparison(String... page) {
    return new Comparison(List.of(page), RUN);
  }
}
