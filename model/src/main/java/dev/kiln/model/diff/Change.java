package dev.kiln.model.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * One difference between two sides.
 *
 * @param left absent if only the right side has it
 * @param right absent if only the left side has it
 */
public record Change(String what, Optional<String> left, Optional<String> right) {
  /** The differences between two maps, sorted by key. */
  public static List<Change> between(Map<String, String> left, Map<String, String> right) {
    TreeSet<String> names = new TreeSet<>(left.keySet());
    names.addAll(right.keySet());
    List<Change> changes = new ArrayList<>();
    for (String name : names) {
      Optional<String> before = Optional.ofNullable(left.get(name));
      Optional<String> after = Optional.ofNullable(right.get(name));
      if (!before.equals(after)) {
        changes.add(new Change(name, before, after));
      }
    }
    return changes;
  }

  /** Its sign: {@code +} added, {@code -} removed, {@code ~} changed. */
  public String sign() {
    return left.isEmpty() ? "+" : right.isEmpty() ? "-" : "~";
  }
}
