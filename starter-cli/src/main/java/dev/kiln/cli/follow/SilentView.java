package dev.kiln.cli.follow;

import dev.kiln.cli.progress.BuildSnapshot;
import java.time.Duration;

/** For {@code --output json}, where stdout holds one document and nothing else. */
final class SilentView implements BuildView {
  @Override
  public void show(BuildSnapshot snapshot) {}

  @Override
  public void tick(Duration elapsed) {}

  @Override
  public void say(String line) {}

  @Override
  public void cancelling() {}

  @Override
  public Duration pace() {
    return Duration.ofMillis(250);
  }

  @Override
  public void close() {}
}
