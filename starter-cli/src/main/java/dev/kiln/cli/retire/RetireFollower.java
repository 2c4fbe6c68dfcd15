package dev.kiln.cli.retire;

import dev.kiln.workflows.retire.ImageFate;
import dev.kiln.workflows.retire.RetireReport;
import dev.kiln.workflows.retire.RetireWorkflow;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowStub;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Stays with a retirement until it is over, and tells of each image as it ends. */
final class RetireFollower {
  private static final long PAUSE_MILLIS = 500;

  private final WorkflowClient client;
  private final String workflowId;
  private final RetireText text;
  private int told;

  RetireFollower(WorkflowClient client, String workflowId, RetireText text) {
    this.client = client;
    this.workflowId = workflowId;
    this.text = text;
  }

  RetireReport follow() {
    WorkflowStub workflow = client.newUntypedWorkflowStub(workflowId);
    while (true) {
      try {
        RetireReport report =
            workflow.getResult(PAUSE_MILLIS, TimeUnit.MILLISECONDS, RetireReport.class);
        tell(report.images());
        return report;
      } catch (TimeoutException notYet) {
        look();
      }
    }
  }

  private void look() {
    try {
      tell(client.newWorkflowStub(RetireWorkflow.class, workflowId).retireProgress().images());
    } catch (WorkflowException unanswered) {
      return; // the next look asks again
    }
  }

  private void tell(List<ImageFate> fates) {
    fates.stream().skip(told).forEach(text::ended);
    told = Math.max(told, fates.size());
  }
}
