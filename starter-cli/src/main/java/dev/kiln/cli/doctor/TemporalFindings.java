package dev.kiln.cli.doctor;

import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.connect.Pollers;
import dev.kiln.cli.work.Question;
import dev.kiln.cli.work.Starter;
import dev.kiln.cli.work.WorkFailure;
import dev.kiln.model.Region;
import dev.kiln.workflows.SearchAttributes;
import dev.kiln.workflows.TaskQueues;
import dev.kiln.workflows.catalog.CatalogWorkflow;
import dev.kiln.workflows.catalog.CatalogWorkflow.Place;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.OperatorServiceGrpc;
import io.temporal.client.WorkflowClient;
import io.temporal.common.SearchAttributeKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Checks a connection's Temporal, its workers and their cloud. */
record TemporalFindings(Connection connection) {
  /** Enough to see that the worker can read images. */
  private static final int FEW = 500;

  private static final Duration LONGEST_LOOK = Duration.ofSeconds(20);

  List<Finding> all() {
    List<Finding> findings = new ArrayList<>();
    findings.add(server());
    findings.add(searchAttributes());
    List<Finding> workers = List.of(worker(TaskQueues.BUILD), worker(TaskQueues.WAIT));
    findings.addAll(workers);
    boolean working = workers.stream().allMatch(f -> f.verdict() == Finding.Verdict.OK);
    findings.add(working ? cloud() : Finding.warn("cloud", "not checked", "start a worker first"));
    return findings;
  }

  private Finding server() {
    WorkflowClient client = connection.client();
    return Finding.ok(
        "Temporal",
        connection.embedded()
            ? "in memory, in each command's process"
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
              "start a worker with permission to add them, or add them as Keyword with Temporal's own tools");
    } catch (StatusRuntimeException unreadable) {
      return unreadable.getStatus().getCode() == Status.Code.UNIMPLEMENTED
          ? Finding.ok("search attributes", "registered at every start")
          : Finding.warn(
              "search attributes",
              "cannot read them: " + unreadable.getStatus().getCode(),
              "check for the Ami... attributes in the Web UI");
    }
  }

  private Finding worker(String queue) {
    String subject = "worker of " + queue;
    return new Pollers(connection.client()).polling(queue)
        ? Finding.ok(subject, "polls")
        : Finding.fail(subject, "none polls", "start one with 'kiln worker'");
  }

  /**
   * The worker checks with its own credentials, because those of this process would prove nothing.
   */
  private Finding cloud() {
    Region region = connection.defaultRegion();
    CatalogWorkflow.Query query =
        new CatalogWorkflow.Query(List.of(Place.first(region)), region, List.of(), FEW);
    Question<CatalogWorkflow, CatalogWorkflow.Part> question =
        new Question<>(
            CatalogWorkflow.class,
            CatalogWorkflow::id,
            "check the cloud for kiln doctor",
            Optional.empty(),
            catalog -> catalog.list(query),
            Optional.of(LONGEST_LOOK));
    try {
      CatalogWorkflow.Part part = new Starter(connection.client()).ask(question);
      if (!part.unread().isEmpty()) {
        return unreadable(part.unread().getOrDefault(region, ""));
      }
      return Finding.ok(
          "cloud",
          "the worker can list images: %s of Kiln's in %s"
              .formatted(
                  part.next().isEmpty() ? part.images().size() : "at least " + part.images().size(),
                  region));
    } catch (WorkFailure refused) {
      return unreadable(refused.reason());
    }
  }

  private static Finding unreadable(String reason) {
    return Finding.failed(
        "cloud", reason, "check the worker's log, its credentials and its network");
  }
}
