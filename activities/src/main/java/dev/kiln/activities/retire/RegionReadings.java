package dev.kiln.activities.retire;

import dev.kiln.model.Region;
import dev.kiln.workflows.FailureType;
import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Reads some regions at the same time. A region that the account may not read is noted and left
 * out, unless the user named it.
 */
final class RegionReadings {
  private static final int AT_ONCE = 8;

  private final Collection<Region> asked;
  private final Map<Region, String> unread = new TreeMap<>();

  /**
   * Prepares.
   *
   * @param asked the regions that must be readable
   */
  RegionReadings(Collection<Region> asked) {
    this.asked = asked;
  }

  /** What is read in all regions together, in their order. */
  <T> List<T> of(Collection<Region> regions, Function<Region, List<T>> read) {
    List<Region> readable = regions.stream().filter(region -> !unread.containsKey(region)).toList();
    ExecutorService threads =
        Executors.newFixedThreadPool(Math.max(1, Math.min(AT_ONCE, readable.size())));
    try {
      Map<Region, CompletableFuture<List<T>>> reading = new LinkedHashMap<>();
      readable.forEach(
          region ->
              reading.put(
                  region, CompletableFuture.supplyAsync(() -> read.apply(region), threads)));
      List<T> found = new ArrayList<>();
      reading.forEach((region, result) -> found.addAll(joined(region, result)));
      return found;
    } finally {
      threads.shutdownNow();
    }
  }

  private <T> List<T> joined(Region region, CompletableFuture<List<T>> reading) {
    try {
      return reading.join();
    } catch (CompletionException failed) {
      if (!(failed.getCause() instanceof ApplicationFailure failure)) {
        throw failed;
      }
      boolean denied = FailureType.ACCESS_DENIED.name().equals(failure.getType());
      if (asked.contains(region) || !denied) {
        throw failure;
      }
      unread.put(region, failure.getOriginalMessage());
      return List.of();
    }
  }

  /** The regions that could not be read and why, in words. */
  List<String> notes() {
    return unread.entrySet().stream()
        .map(region -> "could not read " + region.getKey() + ": " + region.getValue())
        .toList();
  }
}
