package dev.kiln.cli.embedded;

import dev.kiln.cli.connect.GrpcLog;
import dev.kiln.worker.SearchAttributeRegistration;
import dev.kiln.workflows.KilnDataConverter;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testserver.TestServer;
import java.time.Duration;

/**
 * Temporal's in-memory server behind a channel inside the process. It opens no port: other machines
 * could reach the server's own listener without authentication.
 */
final class InMemoryTemporal implements AutoCloseable {
  private final TestServer.InProcessTestServer server;
  private final WorkflowServiceStubs stubs;
  private final WorkflowClient client;

  private InMemoryTemporal(TestServer.InProcessTestServer server, WorkflowServiceStubs stubs) {
    this.server = server;
    this.stubs = stubs;
    this.client =
        WorkflowClient.newInstance(
            stubs,
            WorkflowClientOptions.newBuilder()
                .setDataConverter(KilnDataConverter.create())
                // The server does not implement this call.
                .setWorkerHeartbeatInterval(Duration.ofSeconds(-1))
                .build());
  }

  /** Starts a server that uses real time and knows Kiln's search attributes. */
  static InMemoryTemporal start() {
    GrpcLog.silence();
    TestServer.InProcessTestServer server = TestServer.createServer(true);
    WorkflowServiceStubs stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder()
                .setChannel(server.getChannel())
                .validateAndBuildWithDefaults());
    InMemoryTemporal temporal = new InMemoryTemporal(server, stubs);
    SearchAttributeRegistration.register(temporal.client);
    return temporal;
  }

  WorkflowClient client() {
    return client;
  }

  @Override
  public void close() {
    stubs.shutdownNow();
    server.close();
  }
}
