package dev.kiln.cli.progress;

import dev.kiln.workflows.copy.CopyWorkflow;
import dev.kiln.workflows.copy.RegionReport;
import io.temporal.client.WorkflowClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the cloud's progress of copies. The activity that waits for a copy reports it as its
 * heartbeat; reported to the workflow, each percent would stay in its history as an event.
 */
public final class CopyPoll {
  private final WorkflowClient client;

  public CopyPoll(WorkflowClient client) {
    this.client = client;
  }

  /** The latest message about each running copy, by the id of its run. */
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
