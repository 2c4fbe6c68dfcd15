package dev.kiln.workflows.matrix;

import dev.kiln.model.AmiId;
import dev.kiln.model.Architecture;
import dev.kiln.model.Region;
import dev.kiln.model.layer.LayerSpec;
import dev.kiln.workflows.build.BuildWorkflow;
import dev.kiln.workflows.build.BuildWorkflow.Request.Rebuild;
import dev.kiln.workflows.copy.Distribution;
import dev.kiln.workflows.image.BuilderPolicy;
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

/** Builds many templates, every layer that they share once. */
@WorkflowInterface
public interface MatrixWorkflow {
  /** What {@link #id} begins with. */
  String PREFIX = "matrix-";

  /** Unique. */
  static String id(Request request) {
    return PREFIX + request.matrixId();
  }

  /** A build that fails is told in the report, and keeps none but those above it. */
  @WorkflowMethod
  Report buildAll(Request request);

  /** How far it is. */
  @QueryMethod
  Report matrixProgress();

  /**
   * The whole input of a matrix. It is a forest of layers, each of which is there once.
   *
   * @param matrixId unique, chosen by the caller; part of the workflow id
   * @param layers the specifications that the nodes refer to
   * @param nodes those below before those above
   * @param region where all is built
   * @param distribution where the images that were asked for are to be besides
   * @param refresh make anew what stands on a base that is no longer the current one
   * @param atOnce how many builds go on at a time
   */
  record Request(
      String matrixId,
      List<LayerSpec> layers,
      List<Node> nodes,
      Region region,
      Distribution distribution,
      boolean refresh,
      BuilderPolicy policy,
      int atOnce) {
    public Request {
      layers = List.copyOf(layers);
      nodes = List.copyOf(nodes);
      if (nodes.isEmpty() || atOnce < 1) {
        throw new IllegalArgumentException(
            "cannot build a matrix of %d layers, %d at a time".formatted(nodes.size(), atOnce));
      }
    }

    /** The build that a node is. All below it are there by then, and are found. */
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
     * What is missing of this matrix, as another one: the images that are not everywhere where they
     * were asked for, with all that they stand on.
     *
     * @param report what came of this one
     * @param newId of the other
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
        left.add(there.contains(index) ? node.onlyIfMissing(below) : node.on(below));
      }
      return left.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new Request(newId, layers, left, region, distribution, refresh, policy, atOnce));
    }

    private IntStream withAllBelow(int index) {
      return IntStream.concat(
          IntStream.of(index),
          nodes.get(index).below().map(this::withAllBelow).orElse(IntStream.empty()));
    }
  }

  /**
   * One layer on one architecture, which all that stands on it shares.
   *
   * @param name what its image is to be called
   * @param layer the index of its specification in the request
   * @param below the index of the node that it stands on, which comes before it
   * @param requested whether the user asked for it; else it is built because others stand on it
   * @param rebuild make it anew though it is there
   */
  record Node(
      String name,
      int layer,
      Optional<Integer> below,
      Architecture architecture,
      boolean requested,
      boolean rebuild) {

    /** The same, which is only made if it is not there. */
    Node onlyIfMissing(Optional<Integer> nowBelow) {
      return new Node(name, layer, nowBelow, architecture, requested, false);
    }

    Node on(Optional<Integer> nowBelow) {
      return new Node(name, layer, nowBelow, architecture, requested, rebuild);
    }
  }

  /**
   * How far a matrix is, or what came of it.
   *
   * @param cells in the order of the nodes, then of the regions
   */
  record Report(List<Cell> cells, Duration elapsed) {
    public Report {
      cells = List.copyOf(cells);
    }

    /** Those that the user asked for. */
    public List<Cell> requested() {
      return cells.stream().filter(Cell::requested).toList();
    }

    /** Whether some image that was asked for is not there. */
    public boolean isPartial() {
      return requested().stream().anyMatch(cell -> !cell.state().isThere());
    }

    /** Whether a node's image is wherever it was asked for. */
    boolean isComplete(int node) {
      return cells.stream()
          .filter(cell -> cell.node() == node)
          .allMatch(cell -> cell.state().isThere());
    }

    /** Whether a node's image is in a region. */
    boolean isThere(int node, Region region) {
      return cells.stream()
          .filter(cell -> cell.node() == node && cell.region().equals(region))
          .anyMatch(cell -> cell.state().isThere());
    }
  }

  /**
   * One image in one region, as it stands or as it ended.
   *
   * @param node the index of the node that it comes from
   * @param buildId the workflow that makes it
   * @param requested whether the user asked for it; else it is there for those above it
   * @param failure why it is not there
   */
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
      Duration took) {

    Cell in(State next) {
      return with(next, Optional.empty(), Optional.empty(), Duration.ZERO);
    }

    Cell failed(State end, String why) {
      return with(end, Optional.empty(), Optional.of(why), Duration.ZERO);
    }

    Cell with(State next, Optional<AmiId> image, Optional<String> why, Duration elapsed) {
      return new Cell(
          node,
          name,
          template,
          architecture,
          region,
          buildId,
          requested,
          next,
          image,
          why,
          elapsed);
    }

    /** What can become of one image in one region. */
    public enum State {
      WAITING,
      BUILDING,
      BUILT,
      REUSED,
      COPIED,
      FAILED,
      /** It was not begun, since a layer below it failed. */
      SKIPPED,
      CANCELLED;

      /** Whether nothing more will happen to it. */
      public boolean isSettled() {
        return this != WAITING && this != BUILDING;
      }

      /** Whether the image is there. */
      public boolean isThere() {
        return this == BUILT || this == REUSED || this == COPIED;
      }
    }
  }
}
