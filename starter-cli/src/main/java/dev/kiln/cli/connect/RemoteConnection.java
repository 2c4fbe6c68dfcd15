package dev.kiln.cli.connect;

import dev.kiln.cli.console.CliFailure;
import dev.kiln.model.Region;
import dev.kiln.workflows.KilnDataConverter;
import dev.kiln.workflows.TaskQueues;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A connection to a Temporal outside this process. */
final class RemoteConnection implements Connection {
  /** A live frontend answers at once; a user who mistyped the address should not wait. */
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private final WorkflowServiceStubs stubs;
  private final WorkflowClient client;
  private final Region region;
  private final Optional<String> webUi;

  private RemoteConnection(
      WorkflowServiceStubs stubs, WorkflowClient client, Region region, Optional<String> webUi) {
    this.stubs = stubs;
    this.client = client;
    this.region = region;
    this.webUi = webUi;
  }

  /**
   * Connects.
   *
   * @param webUi the root of the Web UI, if known
   * @throws CliFailure if the frontend does not answer or has no such namespace
   */
  static RemoteConnection open(NamedTemporal temporal, Region region, Optional<String> webUi) {
    WorkflowServiceStubs stubs = connect(temporal);
    try {
      requireNamespace(stubs, temporal);
      WorkflowClientOptions options =
          temporal.profile().toWorkflowClientOptions().toBuilder()
              .setNamespace(temporal.namespace())
              .setDataConverter(KilnDataConverter.create())
              .build();
      return new RemoteConnection(stubs, WorkflowClient.newInstance(stubs, options), region, webUi);
    } catch (RuntimeException failed) {
      stubs.shutdownNow();
      throw failed;
    }
  }

  private static WorkflowServiceStubs connect(NamedTemporal temporal) {
    GrpcLog.silence();
    Optional<WorkflowServiceStubs> stubs = Optional.empty();
    try {
      stubs =
          Optional.of(
              WorkflowServiceStubs.newServiceStubs(
                  temporal.profile().toWorkflowServiceStubsOptions()));
      stubs.get().connect(PATIENCE);
      return stubs.get();
    } catch (RuntimeException failed) {
      stubs.ifPresent(WorkflowServiceStubs::shutdownNow);
      throw new CliFailure(
          "cannot connect to Temporal at '%s' (named by %s): %s; start one there, correct the address, or omit it to use 'kiln up' or the embedded stack"
              .formatted(temporal.address(), temporal.namedBy(), fact(failed)),
          failed);
    }
  }

  private static void requireNamespace(WorkflowServiceStubs stubs, NamedTemporal temporal) {
    try {
      stubs
          .blockingStub()
          .withDeadlineAfter(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
          .describeNamespace(
              DescribeNamespaceRequest.newBuilder().setNamespace(temporal.namespace()).build());
    } catch (StatusRuntimeException refused) {
      // A client may have permission to build but not to describe the namespace.
      if (refused.getStatus().getCode() != Status.Code.PERMISSION_DENIED) {
        throw new CliFailure(
            "cannot use namespace '%s' of Temporal at '%s': %s; correct --namespace or create it"
                .formatted(temporal.namespace(), temporal.address(), fact(refused)),
            refused);
      }
    }
  }

  /** The innermost message on one line; the outer ones only report a failed call. */
  private static String fact(RuntimeException failed) {
    Throwable innermost = failed;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    if (innermost instanceof StatusRuntimeException status
        && status.getStatus().getCode() == Status.Code.DEADLINE_EXCEEDED) {
      return "no answer within " + PATIENCE.toSeconds() + " seconds";
    }
    if (innermost instanceof UnknownHostException) {
      return "there is no host with this name";
    }
    return Optional.ofNullable(innermost.getMessage())
        .orElse(innermost.getClass().getSimpleName())
        .replaceAll("\\s+", " ");
  }

  @Override
  public WorkflowClient client() {
    return client;
  }

  /** Without this note, a command without a worker would wait silently forever. */
  @Override
  public Optional<String> banner() {
    return new Pollers(client).polling(TaskQueues.BUILD)
        ? Optional.empty()
        : Optional.of(
            "No worker is running in namespace '%s'. This command waits; start a worker with 'kiln worker'."
                .formatted(client.getOptions().getNamespace()));
  }

  @Override
  public boolean embedded() {
    return false;
  }

  @Override
  public Region defaultRegion() {
    return region;
  }

  @Override
  public Optional<String> webUi(String workflowId) {
    return webUi.map(
        root ->
            "%s/namespaces/%s/workflows/%s"
                .formatted(root, client.getOptions().getNamespace(), workflowId));
  }

  @Override
  public void close() {
    stubs.shutdownNow();
  }
}
