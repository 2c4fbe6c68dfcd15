package dev.kiln.workflows.matrix;

import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.WorkflowClock;
import dev.kiln.workflows.build.BuildWorkflow;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.ChildWorkflowCancellationType;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Starts each build when the images below it exist, a few builds at a time. No thread waits for a
 * build: each build that ends starts the ones that it made ready.
 */
public final class MatrixWorkflowImpl implements MatrixWorkflow {
  private final Request request;
  private final MatrixCells cells;
  private final Queue<Integer> ready = new ArrayDeque<>();
  private final Instant started = WorkflowClock.now();
  private int running;
  private int settled;
  private boolean cancelled;

  @WorkflowInit
  public MatrixWorkflowImpl(Request request) {
    this.request = request;
    this.cells = new MatrixCells(request);
  }

  @Override
  public Report matrixProgress() {
    return new Report(cells.list(), WorkflowClock.since(started));
  }

  @Override
  public Report buildAll(Request sameAsInit) {
    IntStream.range(0, request.nodes().size())
        .filter(node -> request.nodes().get(node).below().isEmpty())
        .forEach(ready::add);
    startReady();
    try {
      Workflow.await(() -> settled == request.nodes().size());
    } catch (CanceledFailure wish) {
      cancelled = true;
      // Temporal cancels the builds with this workflow; wait for their clean-up.
      Workflow.newDetachedCancellationScope(() -> Workflow.await(() -> running == 0)).run();
      throw wish;
    }
    return matrixProgress();
  }

  private void startReady() {
    while (!cancelled && running < request.atOnce() && !ready.isEmpty()) {
      start(ready.remove());
    }
    show();
  }

  private void start(int node) {
    BuildWorkflow.Request build = request.build(node);
    running++;
    cells.building(node);
    BuildWorkflow child = Workflow.newChildWorkflowStub(BuildWorkflow.class, options(build));
    Async.function(child::build, build)
        .handle(
            (report, failure) -> {
              running--;
              settle(node, report, failure);
              startReady();
              return settled;
            });
  }

  private void settle(
      int node, BuildWorkflow.@Nullable Report report, @Nullable RuntimeException failure) {
    settled++;
    if (report != null) {
      cells.built(node, report);
      above(node).forEach(ready::add);
    } else {
      boolean stopped =
          failure instanceof ChildWorkflowFailure f && f.getCause() instanceof CanceledFailure;
      cells.ended(
          node,
          stopped ? Cell.State.CANCELLED : Cell.State.FAILED,
          Optional.ofNullable(failure)
              .map(FailureType::reason)
              .orElse("the build returned no report"));
      above(node).forEach(higher -> skip(higher, request.nodes().get(node).name()));
    }
  }

  private void skip(int node, String failed) {
    settled++;
    cells.ended(node, Cell.State.SKIPPED, "not started, because '" + failed + "' below it failed");
    above(node).forEach(higher -> skip(higher, failed));
  }

  private IntStream above(int node) {
    return IntStream.range(node + 1, request.nodes().size())
        .filter(higher -> request.nodes().get(higher).below().filter(b -> b == node).isPresent());
  }

  private static ChildWorkflowOptions options(BuildWorkflow.Request build) {
    return ChildWorkflowOptions.newBuilder()
        .setWorkflowId(BuildWorkflow.id(build))
        .setStaticSummary("build " + build.name() + " on " + build.architectures().get(0))
        .setTypedSearchAttributes(BuildWorkflow.searchAttributes(build))
        .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_REQUEST_CANCEL)
        .setCancellationType(ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED)
        .build();
  }

  private void show() {
    Map<Cell.State, Long> counts =
        cells.list().stream()
            .filter(Cell::requested)
            .collect(Collectors.groupingBy(Cell::state, TreeMap::new, Collectors.counting()));
    StringBuilder markdown = new StringBuilder("**").append(counts).append("**\n\n");
    markdown.append(
        "| image | architecture | region | state | image id |\n|---|---|---|---|---|\n");
    for (Cell cell : cells.list()) {
      markdown.append(row(cell));
    }
    Workflow.setCurrentDetails(markdown.toString());
  }

  private static String row(Cell cell) {
    return "| [%s](/namespaces/%s/workflows/%s) | %s | %s | %s | %s |\n"
        .formatted(
            cell.name(),
            Workflow.getInfo().getNamespace(),
            cell.buildId(),
            cell.architecture(),
            cell.region(),
            cell.state().toString().toLowerCase(java.util.Locale.ROOT),
            cell.ami().map(ami -> "`" + ami + "`").orElse(""));
  }
}
