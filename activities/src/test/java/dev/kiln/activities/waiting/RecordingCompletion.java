package dev.kiln.activities.waiting;

import io.temporal.client.ActivityCanceledException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Keeps what an open wait tells the server, and can answer that it is cancelled. */
final class RecordingCompletion implements Completion {
  final List<String> told = new CopyOnWriteArrayList<>();
  volatile boolean cancelled;

  @Override
  public void complete(@Nullable Object result) {
    told.add("completed " + result);
  }

  @Override
  public void fail(Exception failure) {
    told.add("failed " + failure.getMessage());
  }

  @Override
  public void cancelled() {
    told.add("cancelled");
  }

  @Override
  public void beat(String detail) {
    if (cancelled) {
      throw new ActivityCanceledException();
    }
    told.add("beat " + detail);
  }
}
