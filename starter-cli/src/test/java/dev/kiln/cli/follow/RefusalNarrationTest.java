package dev.kiln.cli.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.cli.text.Style;
import dev.kiln.workflows.RepeatedRefusal;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RefusalNarrationTest {
  private final RefusalNarration narration = new RefusalNarration(Style.PLAIN);

  @Test
  void tellsEachKindOfRefusalOnce() {
    assertThat(narration.news(refused(3, "cannot CopyImage in eu-west-1: Unavailable: no (1)")))
        .containsExactly(
            "  copy to eu-west-1: refused 3 times: cannot CopyImage in eu-west-1: Unavailable: no (1)");
    assertThat(narration.news(refused(4, "cannot CopyImage in eu-west-1: Unavailable: no (2)")))
        .isEmpty();
    assertThat(narration.news(Map.of())).isEmpty();
    assertThat(narration.news(refused(5, "cannot CopyImage in eu-west-1: Unavailable: no (3)")))
        .isEmpty();
    assertThat(narration.news(refused(6, "cannot CopyImage in eu-west-1: Throttling: slow down")))
        .hasSize(1);
  }

  private static Map<String, RepeatedRefusal> refused(int times, String reason) {
    return Map.of("copy to eu-west-1", new RepeatedRefusal(times, reason));
  }
}
