package dev.kiln.cli.follow;

import dev.kiln.workflows.copy.CopyWorkflow;
import dev.kiln.workflows.copy.RegionReport;
import io.temporal.client.WorkflowClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks how far the cloud is with copies. It is the heartbeat of the wait for a copy that tells so:
 * told to the workflow, each percent would be an event in its history for ever.
 */
public final class CopyPoll {
  private final WorkflowClient client;

  public CopyPoll(WorkflowClient client) {
    this.client = client;
  }

  /** What is said of each copy under way, by the id of its run. */
  public Map<String, String> ask(List<RegionReport> regions) {
    Map<String, String> said = new HashMap<>();
    for (RegionReport region : regions) {
      if (region.state() == RegionReport.State.COPYING && region.source().isPresent()) {
        String id = CopyWorkflow.id(region.source().get(), region.region());
        PendingDetail.of(client, id).stream().findFirst().ifPresent(text -> said.put(id, text));
      }
    }
    return said;
  }
}
