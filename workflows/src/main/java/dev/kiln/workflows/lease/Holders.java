package dev.kiln.workflows.lease;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The workflows that wait for an image, each with its attempt. The order is fixed, so that replay
 * is exact.
 */
final class Holders {
  private final Map<String, Integer> attempts = new LinkedHashMap<>();

  void lease(String holder, int attempt) {
    attempts.merge(holder, attempt, Math::max);
  }

  void release(String holder, int attempt) {
    if (attempts.getOrDefault(holder, Integer.MAX_VALUE) <= attempt) {
      attempts.remove(holder);
    }
  }

  boolean isEmpty() {
    return attempts.isEmpty();
  }

  List<String> names() {
    return List.copyOf(attempts.keySet());
  }
}
