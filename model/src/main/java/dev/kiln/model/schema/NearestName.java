package dev.kiln.model.schema;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses the intended name from a mistyped one. */
public final class NearestName {
  private NearestName() {}

  /**
   * The candidate at the smallest edit distance; none if more than about a third of the name would
   * have to change, because a wild guess misleads.
   */
  public static Optional<String> among(Collection<String> candidates, String mistyped) {
    String wanted = normal(mistyped);
    int limit = Math.max(1, (wanted.length() + 1) / 3);
    return candidates.stream()
        .filter(candidate -> distance(normal(candidate), wanted) <= limit)
        .min(Comparator.comparingInt(candidate -> distance(normal(candidate), wanted)));
  }

  private static String normal(String name) {
    return name.toLowerCase(Locale.ROOT).replace('-', '_');
  }

  /** Insertions, deletions, replacements and swaps of neighbours, each counted as one. */
  private static int distance(String from, String to) {
    int[][] cost = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int replaced = cost[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        cost[i][j] = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        if (i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1)) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[from.length()][to.length()];
  }
}
