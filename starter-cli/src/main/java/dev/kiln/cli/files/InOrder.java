package dev.kiln.cli.files;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Does the same with many things on all processors, and gives the results in the order of the
 * things.
 */
public final class InOrder {
  /** With fewer, to start threads takes longer than they save. */
  private static final int MANY = 64;

  private InOrder() {}

  /** The results; the function must not throw, since it is not said which failure would win. */
  public static <T, R> List<R> map(List<T> things, Function<T, R> function) {
    Stream<T> stream = things.size() < MANY ? things.stream() : things.parallelStream();
    return stream.map(function).toList();
  }
}
