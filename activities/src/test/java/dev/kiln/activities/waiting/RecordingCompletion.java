package dev.kiln.activities.waiting;

import io.temporal.client.ActivityCanceledException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Records what an open wait reports to the server, and can answer that it is cancelled. */
final class RecordingCompletion implements Completion {
  final List<String> reports = new CopyOnWriteArrayList<>();
  volatile boolean cancelled;

  @Override
  public void complete(@Nullable Object result) {
    reports.add("completed " + result);
  }

  @Override
  public void fail(Exception failure) {
    reports.add("failed " + failure.getMessage());
  }

  @Override
  public void cancelled() {
    reports.add("cancelled");
  }

  @Override
  public void beat(String detail) {
    if (cancelled) {
      throw new ActivityCanceledException();
    }
    reports.add("beat " + detail);
  }
}
