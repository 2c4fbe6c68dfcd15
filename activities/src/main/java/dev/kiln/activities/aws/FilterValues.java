package dev.kiln.activities.aws;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.services.ec2.model.Filter;

/**
 * Reads what any of many values selects, in as few requests as EC2 accepts. A request with one
 * value too many is refused as a whole.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Filtering.html">Filtering
 *     considerations: at most 200 values in one filter</a>
 */
public final class FilterValues {
  /** EC2 accepts this many values in one filter. */
  public static final int AT_ONCE = 200;

  private FilterValues() {}

  /**
   * Everything that is read with a filter of the given name, part after part.
   *
   * @param values duplicates are asked for once; without any value, nothing is asked
   * @param read makes one request with the filter
   */
  public static <T> List<T> read(
      String filter, Collection<String> values, Function<Filter, ? extends Collection<T>> read) {
    List<T> found = new ArrayList<>();
    for (List<String> part : parts(values)) {
      found.addAll(read.apply(Filter.builder().name(filter).values(part).build()));
    }
    return found;
  }

  /** The distinct values in parts that one request may have, in their order. */
  public static List<List<String>> parts(Collection<String> values) {
    List<String> all = values.stream().distinct().toList();
    List<List<String>> parts = new ArrayList<>();
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      parts.add(all.subList(from, Math.min(all.size(), from + AT_ONCE)));
    }
    return parts;
  }
}
