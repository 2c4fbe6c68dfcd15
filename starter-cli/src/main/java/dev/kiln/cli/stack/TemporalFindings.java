package dev.kiln.cli.stack;

import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.connect.Pollers;
import dev.kiln.model.image.KilnImage;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.SearchAttributes;
import dev.kiln.workflows.TaskQueues;
import dev.kiln.workflows.catalog.CatalogWorkflow;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.OperatorServiceGrpc;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.SearchAttributeKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Looks at the Temporal a connection leads to, the workers behind it, and the cloud behind them.
 */
record TemporalFindings(Connection connection) {
  private static final Duration LONGEST_LOOK = Duration.ofSeconds(20);

  List<Finding> all() {
    List<Finding> findings = new ArrayList<>();
    findings.add(server());
    findings.add(searchAttributes());
    List<Finding> workers = List.of(worker(TaskQueues.BUILD), worker(TaskQueues.WAIT));
    findings.addAll(workers);
    boolean working = workers.stream().allMatch(f -> f.verdict() == Finding.Verdict.OK);
    findings.add(
        working ? cloud() : Finding.warn("cloud", "not looked at", "a worker has to be there"));
    return findings;
  }

  private Finding server() {
    WorkflowClient client = connection.client();
    return Finding.ok(
        "Temporal",
        connection.embedded()
            ? "in memory, inside each command"
            : "%s, namespace '%s'"
                .formatted(
                    client.getWorkflowServiceStubs().getOptions().getTarget(),
                    client.getOptions().getNamespace()));
  }

  private Finding searchAttributes() {
    WorkflowClient client = connection.client();
    try {
      Set<String> known =
          OperatorServiceGrpc.newBlockingStub(client.getWorkflowServiceStubs().getRawChannel())
              .withDeadlineAfter(LONGEST_LOOK.toSeconds(), TimeUnit.SECONDS)
              .listSearchAttributes(
                  ListSearchAttributesRequest.newBuilder()
                      .setNamespace(client.getOptions().getNamespace())
                      .build())
              .getCustomAttributesMap()
              .keySet();
      List<String> missing =
          SearchAttributes.ALL.stream()
              .map(SearchAttributeKey::getName)
              .filter(name -> !known.contains(name))
              .toList();
      return missing.isEmpty()
          ? Finding.ok("search attributes", "all " + SearchAttributes.ALL.size() + " registered")
          : Finding.fail(
              "search attributes",
              "missing: " + String.join(", ", missing),
              "start a worker that may add them, or add them as Keyword with Temporal's own tools");
    } catch (StatusRuntimeException untold) {
      return untold.getStatus().getCode() == Status.Code.UNIMPLEMENTED
          ? Finding.ok("search attributes", "registered at every start")
          : Finding.warn(
              "search attributes",
              "cannot tell: " + untold.getStatus().getCode(),
              "look in the Web UI whether the Ami... attributes are there");
    }
  }

  private Finding worker(String queue) {
    String subject = "worker of " + queue;
    return new Pollers(connection.client()).polling(queue)
        ? Finding.ok(subject, "polls")
        : Finding.fail(subject, "none polls", "start one with 'kiln worker'");
  }

  /** The worker looks, with its own credentials: those of this process would prove nothing. */
  private Finding cloud() {
    CatalogWorkflow catalog =
        connection
            .client()
            .newWorkflowStub(
                CatalogWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setWorkflowId(CatalogWorkflow.id("doctor-" + UUID.randomUUID()))
                    .setTaskQueue(TaskQueues.BUILD)
                    .setWorkflowExecutionTimeout(LONGEST_LOOK)
                    .build());
    try {
      List<KilnImage> images =
          catalog.list(
              new CatalogWorkflow.Query(List.of(connection.defaultRegion()), Optional.empty()));
      return Finding.ok(
          "cloud",
          "the worker may list images: %d of Kiln's in %s"
              .formatted(images.size(), connection.defaultRegion()));
    } catch (WorkflowException refused) {
      String fact =
          FailureType.applicationFailureIn(refused)
              .map(failure -> String.valueOf(failure.getOriginalMessage()))
              .orElse("no answer within " + LONGEST_LOOK.toSeconds() + " seconds");
      return Finding.failed(
          "cloud", fact, "check the worker's log, its credentials and its network");
    }
  }
}
