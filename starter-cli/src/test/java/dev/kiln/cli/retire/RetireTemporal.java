package dev.kiln.cli.retire;

import dev.kiln.cli.connect.ConnectOptions;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.connect.Connector;
import dev.kiln.model.Region;
import dev.kiln.workflows.retire.InMemoryImages;
import dev.kiln.workflows.retire.RetireBench;
import dev.kiln.workflows.retire.RetireWorkflow;
import io.temporal.client.WorkflowClient;
import java.util.Optional;

/** The real workflows of retirement in this process, over images in memory. */
final class RetireTemporal implements Connector, AutoCloseable {
  private final RetireBench bench = new RetireBench();
  final InMemoryImages images = bench.images;

  @Override
  public Connection open(ConnectOptions options) {
    return new Connection() {
      @Override
      public WorkflowClient client() {
        return bench.client();
      }

      @Override
      public Optional<String> banner() {
        return Optional.empty();
      }

      @Override
      public boolean embedded() {
        return false;
      }

      @Override
      public Region defaultRegion() {
        return RetireBench.HOME;
      }

      @Override
      public Optional<String> webUi(String workflowId) {
        return Optional.empty();
      }

      @Override
      public void close() {}
    };
  }

  void awaitEnd(String workflowId) {
    bench.client().newUntypedWorkflowStub(workflowId).getResult(RetireWorkflow.Report.class);
  }

  @Override
  public void close() {
    bench.close();
  }
}
