package dev.kiln.cli.follow;

import java.util.List;

/**
 * Turns what is known about work into lines. It remembers what it has said, so each run has its
 * own.
 */
@FunctionalInterface
public interface Narration<P> {
  /** The lines about everything that happened since the last call. */
  List<String> news(P progress);

  /**
   * The lines about what is happening now, for a terminal that can redraw them.
   *
   * @param spinner a symbol that turns
   */
  default List<String> underWay(P progress, String spinner) {
    return List.of();
  }

  /** For work that has no news before it ends. */
  static <P> Narration<P> none() {
    return progress -> List.of();
  }
}
