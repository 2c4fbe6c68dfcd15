package dev.kiln.worker;

import dev.kiln.workflows.KilnDataConverter;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.envconfig.ClientConfigProfile;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A worker with its own connection and metrics, alone in a process or beside others. */
public final class WorkerProcess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerProcess.class);

  /** A server that starts at the same time needs some seconds. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final WorkflowServiceStubs stubs;
  private final KilnWorker worker;
  private final Optional<MetricsEndpoint> metrics;

  private WorkerProcess(
      WorkflowServiceStubs stubs, KilnWorker worker, Optional<MetricsEndpoint> metrics) {
    this.stubs = stubs;
    this.worker = worker;
    this.metrics = metrics;
  }

  /**
   * Connects and starts to poll.
   *
   * @throws IllegalStateException if Temporal does not answer or the metrics port is taken
   */
  public static WorkerProcess start(WorkerEnvironment environment) {
    Optional<MetricsEndpoint> metrics = environment.metrics().map(WorkerProcess::metrics);
    WorkflowServiceStubs stubs = connect(environment.temporal(), metrics);
    WorkflowClientOptions options =
        environment.temporal().toWorkflowClientOptions().toBuilder()
            .setDataConverter(KilnDataConverter.create())
            .build();
    WorkflowClient client = WorkflowClient.newInstance(stubs, options);
    registerSearchAttributes(client);
    JanitorSchedule.ensure(client, environment.region());
    KilnWorker worker =
        KilnWorker.start(
            client, environment.cloud(), environment.registry(), WorkerSettings.production());
    LOG.info(
        "worker started temporal={} namespace={} cloud={}",
        stubs.getOptions().getTarget(),
        client.getOptions().getNamespace(),
        environment.cloud().endpoint().map(Object::toString).orElse("aws"));
    return new WorkerProcess(stubs, worker, metrics);
  }

  private static MetricsEndpoint metrics(InetSocketAddress address) {
    try {
      return MetricsEndpoint.open(address);
    } catch (IOException taken) {
      throw new IllegalStateException(
          "cannot serve metrics at '%s': %s; choose another port"
              .formatted(address, taken.getMessage()),
          taken);
    }
  }

  private static WorkflowServiceStubs connect(
      ClientConfigProfile temporal, Optional<MetricsEndpoint> metrics) {
    WorkflowServiceStubsOptions.Builder options =
        WorkflowServiceStubsOptions.newBuilder(temporal.toWorkflowServiceStubsOptions());
    metrics.ifPresent(endpoint -> options.setMetricsScope(endpoint.scope()));
    WorkflowServiceStubs stubs = WorkflowServiceStubs.newServiceStubs(options.build());
    try {
      stubs.connect(PATIENCE);
      return stubs;
    } catch (StatusRuntimeException silent) {
      stubs.shutdownNow();
      throw new IllegalStateException(
          "cannot connect to Temporal at '%s': no answer within %d seconds (%s); start it or correct TEMPORAL_ADDRESS"
              .formatted(
                  stubs.getOptions().getTarget(),
                  PATIENCE.toSeconds(),
                  silent.getStatus().getCode()),
          silent);
    }
  }

  /**
   * Builds fail without the attributes, and their error says so. A server may not allow a worker to
   * add them.
   */
  private static void registerSearchAttributes(WorkflowClient client) {
    try {
      SearchAttributeRegistration.register(client);
    } catch (StatusRuntimeException refused) {
      LOG.warn("search attributes not registered reason={}", refused.getStatus().getCode());
    }
  }

  /** Stops taking work, waits briefly for running calls, and leaves the rest to other workers. */
  @Override
  public void close() {
    worker.close();
    metrics.ifPresent(MetricsEndpoint::close);
    stubs.shutdown();
    if (!stubs.awaitTermination(1, TimeUnit.SECONDS)) {
      stubs.shutdownNow();
    }
    LOG.info("worker stopped");
  }
}
