package dev.kiln.workflows.matrix;

import dev.kiln.model.Architecture;
import java.util.Optional;

/**
 * One layer on one architecture, which all that stands on it shares.
 *
 * @param name what its image is to be called
 * @param layer the index of its specification in the request
 * @param below the index of the node that it stands on, which comes before it
 * @param requested whether the user asked for it; else it is built because others stand on it
 * @param rebuild make it anew though it is there
 */
public record MatrixNode(
    String name,
    int layer,
    Optional<Integer> below,
    Architecture architecture,
    boolean requested,
    boolean rebuild) {

  /** The same, which is only made if it is not there. */
  MatrixNode onlyIfMissing(Optional<Integer> nowBelow) {
    return new MatrixNode(name, layer, nowBelow, architecture, requested, false);
  }

  MatrixNode on(Optional<Integer> nowBelow) {
    return new MatrixNode(name, layer, nowBelow, architecture, requested, rebuild);
  }
}
