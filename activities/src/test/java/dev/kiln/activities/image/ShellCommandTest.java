package dev.kiln.activities.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kiln.workflows.FailureType;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ShellCommandTest {
  @Test
  void aCommandThatSystemsManagerWouldNotTakeIsRefusedWithItsSize() {
    assertThatThrownBy(() -> new ShellCommand("t", List.of("x".repeat(61_500)), Duration.ZERO))
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            refused -> {
              assertThat(refused.getType()).isEqualTo(FailureType.INVALID_REQUEST.name());
              assertThat(refused.isNonRetryable()).isTrue();
            })
        .hasMessageContaining(
            "with its document it has 65599 bytes, and Systems Manager takes 65536");
  }

  @Test
  void aCharacterCountsWithTheBytesThatTravel() {
    String quotes = "\"".repeat(31_000);

    assertThatThrownBy(() -> new ShellCommand("t", List.of(quotes), Duration.ZERO))
        .hasMessageContaining("66099 bytes");
    assertThat(new ShellCommand("t", List.of("x".repeat(31_000)), Duration.ZERO).lines())
        .hasSize(1);
  }

  @Test
  void aTimeoutThatTheDocumentDoesNotHaveIsRefused() {
    assertThatThrownBy(() -> new ShellCommand("t", List.of("true"), Duration.ofSeconds(172_801)))
        .hasMessageContaining("it may take 172801 s, and Systems Manager allows 172800 s");
  }
}
