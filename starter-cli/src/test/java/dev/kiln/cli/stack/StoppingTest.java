package dev.kiln.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.cli.terminal.Interrupts;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class StoppingTest {
  private final List<String> events = new ArrayList<>();

  @Test
  void cleansUpOnASignal() {
    Interrupts atOnce =
        action -> {
          action.run();
          return () -> events.add("no longer listening");
        };

    boolean stopped = Stopping.run(atOnce, new CompletableFuture<>(), () -> events.add("closed"));

    assertThat(stopped).isTrue();
    assertThat(events).containsExactly("no longer listening", "closed");
  }

  @Test
  void cleansUpWhenSomethingBreaks() {
    Interrupts never = action -> () -> {};

    boolean stopped =
        Stopping.run(
            never, CompletableFuture.completedFuture("exit 1"), () -> events.add("closed"));

    assertThat(stopped).isFalse();
    assertThat(events).containsExactly("closed");
  }
}
