package dev.kiln.model.drawing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the boxes of a graph go. Each is one column right of its source. The ends of all branches
 * are below each other, and every other box is in the middle of its children.
 *
 * @param column of each box, from 0
 * @param row of each box, from 0; halves and quarters between them too
 */
record TreeLayout(List<Integer> column, List<Double> row) {
  TreeLayout {
    column = List.copyOf(column);
    row = List.copyOf(row);
  }

  static TreeLayout of(ImageGraph graph) {
    return new Walk(graph).layout();
  }

  int columns() {
    return column.stream().mapToInt(Integer::intValue).max().orElse(-1) + 1;
  }

  double rows() {
    return row.stream().mapToDouble(Double::doubleValue).max().orElse(-1) + 1;
  }

  /** One pass through a graph; a box that is visited again keeps its place. */
  private static final class Walk {
    private final int size;
    private final Map<Integer, List<Integer>> next = new LinkedHashMap<>();
    private final Set<Integer> targets = new HashSet<>();
    private final Map<Integer, Integer> columns = new LinkedHashMap<>();
    private final Map<Integer, Double> rows = new LinkedHashMap<>();
    private int ends;

    Walk(ImageGraph graph) {
      size = graph.boxes().size();
      for (ImageGraph.Arrow arrow : graph.arrows()) {
        next.computeIfAbsent(arrow.from(), none -> new ArrayList<>()).add(arrow.to());
        targets.add(arrow.to());
      }
    }

    TreeLayout layout() {
      for (int box = 0; box < size; box++) {
        if (!targets.contains(box)) {
          place(box, 0);
        }
      }
      for (int box = 0; box < size; box++) {
        place(box, 0); // what is left hangs in a circle
      }
      List<Integer> column = new ArrayList<>();
      List<Double> row = new ArrayList<>();
      for (int box = 0; box < size; box++) {
        column.add(columns.getOrDefault(box, 0));
        row.add(rows.getOrDefault(box, 0.0));
      }
      return new TreeLayout(column, row);
    }

    private void place(int box, int column) {
      if (columns.putIfAbsent(box, column) != null) {
        return;
      }
      List<Integer> below =
          next.getOrDefault(box, List.of()).stream()
              .filter(other -> !columns.containsKey(other))
              .toList();
      below.forEach(other -> place(other, column + 1));
      rows.put(
          box,
          below.isEmpty()
              ? ends++
              : (rowOf(below.get(0)) + rowOf(below.get(below.size() - 1))) / 2);
    }

    private double rowOf(int box) {
      return rows.getOrDefault(box, 0.0);
    }
  }
}
