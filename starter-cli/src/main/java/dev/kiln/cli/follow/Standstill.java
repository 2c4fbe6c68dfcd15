package dev.kiln.cli.follow;

import dev.kiln.cli.progress.PendingDetail;
import dev.kiln.cli.text.Style;
import dev.kiln.workflows.RepeatedRefusal;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Asks what holds up work that has no news. As long as there is news, it asks nothing. */
final class Standstill {
  private static final Duration WORTH_ASKING = Duration.ofSeconds(10);

  private final WorkflowClient client;
  private final String id;
  private final String name;
  private final RefusalNarration narration;
  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private volatile long since = System.nanoTime();

  /**
   * Creates it for one piece of work.
   *
   * @param name of the work, for people
   */
  Standstill(WorkflowClient client, String id, String name, Style style) {
    this.client = client;
    this.id = id;
    this.name = name;
    this.narration = new RefusalNarration(style);
  }

  /** Something has happened. */
  void end() {
    since = System.nanoTime();
  }

  /** Asks if the work has been standing still for a while; may take as long as a call. */
  void look() {
    if (System.nanoTime() - since < WORTH_ASKING.toNanos()) {
      return;
    }
    end();
    try {
      Optional<RepeatedRefusal> refusal =
          PendingDetail.refusal(client, client.newUntypedWorkflowStub(id).describe());
      refusal.ifPresent(found -> lines.addAll(narration.news(Map.of(name, found))));
    } catch (WorkflowException unanswered) {
      return; // the next look tries again
    }
  }

  /** The lines since the last call. */
  List<String> news() {
    List<String> news = new ArrayList<>();
    for (String line = lines.poll(); line != null; line = lines.poll()) {
      news.add(line);
    }
    return news;
  }
}
