package dev.kiln.activities.waiting;

import dev.kiln.workflows.FailureType;
import io.temporal.failure.ApplicationFailure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * One reading for many waits. If it is refused, Kiln reads half of the things and then the other
 * half, and so on: the refusal fails only the waits that it is about, and not those that only share
 * the reading.
 *
 * @param states of the things that could be read and exist
 * @param refused why the others cannot be read, for each
 */
record SharedReading<K, S>(Map<K, S> states, Map<K, ApplicationFailure> refused) {

  /**
   * Reads all things.
   *
   * @throws ApplicationFailure if the reading may succeed later
   */
  static <K, S> SharedReading<K, S> of(Set<K> keys, Function<Set<K>, Map<K, S>> read) {
    SharedReading<K, S> all = new SharedReading<>(new HashMap<>(), new HashMap<>());
    all.add(List.copyOf(keys), read);
    return all;
  }

  private void add(List<K> keys, Function<Set<K>, Map<K, S>> read) {
    try {
      states.putAll(read.apply(Set.copyOf(keys)));
    } catch (ApplicationFailure failed) {
      if (!failed.isNonRetryable()) {
        throw failed;
      }
      if (keys.size() == 1 || isAboutTheWorker(failed)) {
        keys.forEach(key -> refused.put(key, failed));
      } else {
        int half = keys.size() / 2;
        add(keys.subList(0, half), read);
        add(keys.subList(half, keys.size()), read);
      }
    }
  }

  /** What the worker may not do, it may not do with any of the things. */
  private static boolean isAboutTheWorker(ApplicationFailure failed) {
    return FailureType.ACCESS_DENIED.name().equals(failed.getType());
  }
}
