package dev.kiln.cli.follow;

import java.util.List;

/** Turns progress into lines. It remembers the lines it has returned, so each run has its own. */
@FunctionalInterface
public interface Narration<P> {
  /** The lines about all events since the last call. */
  List<String> news(P progress);

  /**
   * The lines about running steps, for a terminal that can redraw them.
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
