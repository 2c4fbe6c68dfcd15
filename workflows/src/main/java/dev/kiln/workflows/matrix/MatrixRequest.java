package dev.kiln.workflows.matrix;

import dev.kiln.model.Region;
import dev.kiln.model.layer.LayerSpec;
import dev.kiln.workflows.build.BuildRequest;
import dev.kiln.workflows.build.BuildRequest.Rebuild;
import dev.kiln.workflows.copy.Distribution;
import dev.kiln.workflows.image.BuilderPolicy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

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
public record MatrixRequest(
    String matrixId,
    List<LayerSpec> layers,
    List<MatrixNode> nodes,
    Region region,
    Distribution distribution,
    boolean refresh,
    BuilderPolicy policy,
    int atOnce) {
  public MatrixRequest {
    layers = List.copyOf(layers);
    nodes = List.copyOf(nodes);
    if (nodes.isEmpty() || atOnce < 1) {
      throw new IllegalArgumentException(
          "cannot build a matrix of %d layers, %d at a time".formatted(nodes.size(), atOnce));
    }
  }

  /** The build that a node is. All below it are there by then, and are found. */
  BuildRequest build(int index) {
    MatrixNode node = nodes.get(index);
    return new BuildRequest(
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

  private List<LayerSpec> chain(MatrixNode top) {
    Deque<LayerSpec> chain = new ArrayDeque<>();
    Optional<MatrixNode> node = Optional.of(top);
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
  public Optional<MatrixRequest> missing(MatrixReport report, String newId) {
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
    List<MatrixNode> left = new ArrayList<>();
    for (int index : kept) {
      MatrixNode node = nodes.get(index);
      Optional<Integer> below = node.below().map(kept::indexOf);
      left.add(there.contains(index) ? node.onlyIfMissing(below) : node.on(below));
    }
    return left.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new MatrixRequest(newId, layers, left, region, distribution, refresh, policy, atOnce));
  }

  private IntStream withAllBelow(int index) {
    return IntStream.concat(
        IntStream.of(index),
        nodes.get(index).below().map(this::withAllBelow).orElse(IntStream.empty()));
  }
}
