package dev.kiln.localcloud.datacenter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kiln.localcloud.wire.AwsFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A page of a long list costs what is on it. */
final class PageTest {
  private final List<Integer> described = new ArrayList<>();

  private Page<Integer> even(int most, Optional<String> token) {
    return Page.of(
        new Page.Candidates<>(IntStream.range(0, 100_000).boxed(), String::valueOf),
        number -> {
          described.add(number);
          return Optional.of(number).filter(n -> n % 2 == 0);
        },
        most,
        token.orElse(""));
  }

  @Test
  void describesNoMoreThanFillsThePage() {
    Page<Integer> first = even(3, Optional.empty());

    assertThat(first.items()).containsExactly(0, 2, 4);
    assertThat(described).containsExactly(0, 1, 2, 3, 4, 5, 6);

    described.clear();
    assertThat(even(3, first.next()).items()).containsExactly(6, 8, 10);
    assertThat(described).containsExactly(5, 6, 7, 8, 9, 10, 11, 12);
  }

  @Test
  void theLastPageHasNoToken() {
    Page<Integer> all = even(50_000, Optional.empty());

    assertThat(all.items()).hasSize(50_000);
    assertThat(all.next()).isEmpty();
    assertThat(even(49_999, Optional.empty()).next()).isPresent();
  }

  @Test
  void refusesATokenOfNoItem() {
    assertThatThrownBy(() -> even(3, Optional.of("bm9uZQ==")))
        .isInstanceOf(AwsFailure.class)
        .hasMessageContaining("NextToken");
  }
}
