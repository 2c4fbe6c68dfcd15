package dev.kiln.workflows.matrix;

import dev.kiln.model.AmiId;
import dev.kiln.model.Architecture;
import dev.kiln.model.Region;
import dev.kiln.model.layer.LayerSpec;
import dev.kiln.workflows.build.BuildWorkflow;
import dev.kiln.workflows.build.BuildWorkflow.Request.Rebuild;
import dev.kiln.workflows.copy.Distribution;
import dev.kiln.workflows.image.BuilderPolicy;
import io.soabase.recordbuilder.core.RecordBuilder;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Builds many templates, and every shared layer only once. */
@WorkflowInterface
public interface MatrixWorkflow {
  /** Every {@link #id} begins with this. */
  String PREFIX = "matrix-";

  /** Unique. */
  static String id(Request request) {
    return PREFIX + request.matrixId();
  }

  /** The report shows each build that fails; only the builds above it are skipped. */
  @WorkflowMethod
  Report buildAll(Request request);

  /** The state so far. */
  @QueryMethod
  Report matrixProgress();

  /**
   * The whole input of a matrix: a forest of layers, in which each layer occurs once.
   *
   * @param matrixId unique, chosen by the caller; part of the workflow id
   * @param layers the specifications to which the nodes refer
   * @param nodes each after the node below it
   * @param region of all builds
   * @param distribution the other regions that get the requested images
   * @param refresh build again every layer whose base is out of date
   * @param atOnce how many builds run at a time
   */
  @RecordBuilder
  record Request(
      String matrixId,
      List<LayerSpec> layers,
      List<Node> nodes,
      Region region,
      Distribution distribution,
      boolean refresh,
      BuilderPolicy policy,
      int atOnce)
      implements MatrixWorkflowRequestBuilder.With {
    public Request {
      layers = List.copyOf(layers);
      nodes = List.copyOf(nodes);
      if (nodes.isEmpty() || atOnce < 1) {
        throw new IllegalArgumentException(
            "cannot build a matrix of %d layers, %d at a time".formatted(nodes.size(), atOnce));
      }
    }

    /** The build of a node. When it starts, the images below it exist and are found. */
    BuildWorkflow.Request build(int index) {
      Node node = nodes.get(index);
      return new BuildWorkflow.Request(
          matrixId + "-" + (index + 1),
          node.name(),
          chain(node),
          region,
          List.of(node.architecture()),
          node.rebuild() ? Rebuild.TOP : Rebuild.NONE,
          refresh,
          policy,
          Optional.of(distribution).filter(to -> node.requested() && !to.isNowhere()));
    }

    private List<LayerSpec> chain(Node top) {
      Deque<LayerSpec> chain = new ArrayDeque<>();
      Optional<Node> node = Optional.of(top);
      while (node.isPresent()) {
        chain.addFirst(layers.get(node.get().layer()));
        node = node.get().below().map(nodes::get);
      }
      return List.copyOf(chain);
    }

    /**
     * A matrix of the missing part of this one: the images that are missing in some region, with
     * all layers below them.
     *
     * @param report of this matrix
     * @param newId of the new matrix
     */
    public Optional<Request> missing(Report report, String newId) {
      Set<Integer> wanted = new TreeSet<>();
      Set<Integer> there = new TreeSet<>();
      for (int index = 0; index < nodes.size(); index++) {
        if (report.isThere(index, region)) {
          there.add(index);
        }
        if (nodes.get(index).requested() && !report.isComplete(index)) {
          withAllBelow(index).forEach(wanted::add);
        }
      }
      List<Integer> kept = List.copyOf(wanted);
      List<Node> left = new ArrayList<>();
      for (int index : kept) {
        Node node = nodes.get(index);
        Optional<Integer> below = node.below().map(kept::indexOf);
        left.add(there.contains(index) ? node.onlyIfMissing(below) : node.withBelow(below));
      }
      return left.isEmpty()
          ? Optional.empty()
          : Optional.of(with().matrixId(newId).nodes(left).build());
    }

    private IntStream withAllBelow(int index) {
      return IntStream.concat(
          IntStream.of(index),
          nodes.get(index).below().map(this::withAllBelow).orElse(IntStream.empty()));
    }
  }

  /**
   * One layer on one architecture. All nodes above it share its image.
   *
   * @param name of its image
   * @param layer the index of its specification in the request
   * @param below the index of the node below, which comes before it
   * @param requested whether the user asked for it; if not, others are built on it
   * @param rebuild build it again although it exists
   */
  @RecordBuilder
  record Node(
      String name,
      int layer,
      Optional<Integer> below,
      Architecture architecture,
      boolean requested,
      boolean rebuild)
      implements MatrixWorkflowNodeBuilder.With {

    /** The same node, built only if its image is missing. */
    Node onlyIfMissing(Optional<Integer> nowBelow) {
      return with().below(nowBelow).rebuild(false).build();
    }
  }

  /**
   * The state or the result of a matrix.
   *
   * @param cells in the order of the nodes, then of the regions
   */
  record Report(List<Cell> cells, Duration elapsed) {
    public Report {
      cells = List.copyOf(cells);
    }

    /** The cells that the user asked for. */
    public List<Cell> requested() {
      return cells.stream().filter(Cell::requested).toList();
    }

    /** Whether some requested image is missing. */
    public boolean isPartial() {
      return requested().stream().anyMatch(cell -> !cell.state().isThere());
    }

    /** Whether a node's image exists in all its regions. */
    boolean isComplete(int node) {
      return cells.stream()
          .filter(cell -> cell.node() == node)
          .allMatch(cell -> cell.state().isThere());
    }

    /** Whether a node's image exists in a region. */
    boolean isThere(int node, Region region) {
      return cells.stream()
          .filter(cell -> cell.node() == node && cell.region().equals(region))
          .anyMatch(cell -> cell.state().isThere());
    }
  }

  /**
   * The state or the result of one image in one region.
   *
   * @param node the index of its node
   * @param buildId the workflow that makes it
   * @param requested whether the user asked for it; if not, others are built on it
   * @param failure why there is no image
   */
  @RecordBuilder
  record Cell(
      int node,
      String name,
      String template,
      Architecture architecture,
      Region region,
      String buildId,
      boolean requested,
      State state,
      Optional<AmiId> ami,
      Optional<String> failure,
      Duration took)
      implements MatrixWorkflowCellBuilder.With {

    Cell failed(State end, String why) {
      return with().state(end).failure(why).build();
    }

    Cell ended(State end, Optional<AmiId> image, Optional<String> why, Duration elapsed) {
      return with().state(end).ami(image).failure(why).took(elapsed).build();
    }

    /** The state of one image in one region. */
    public enum State {
      WAITING,
      BUILDING,
      BUILT,
      REUSED,
      COPIED,
      FAILED,
      /** It was not started, because a layer below it failed. */
      SKIPPED,
      CANCELLED;

      /** Whether this state is final. */
      public boolean isSettled() {
        return this != WAITING && this != BUILDING;
      }

      /** Whether the image exists. */
      public boolean isThere() {
        return this == BUILT || this == REUSED || this == COPIED;
      }
    }
  }
}
