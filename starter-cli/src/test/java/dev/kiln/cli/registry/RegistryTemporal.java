package dev.kiln.cli.registry;

import dev.kiln.cli.connect.ConnectOptions;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.connect.Connector;
import dev.kiln.model.Region;
import dev.kiln.workflows.registry.RegistryBench;
import io.temporal.client.WorkflowClient;
import java.util.Optional;

/** The real workflows of registries in this process, over images and a registry in memory. */
final class RegistryTemporal implements Connector, AutoCloseable {
  final RegistryBench bench = new RegistryBench();

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
        return RegistryBench.HOME;
      }

      @Override
      public Optional<String> webUi(String workflowId) {
        return Optional.empty();
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void close() {
    bench.close();
  }
}
