package dev.kiln.activities.aws;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * One part of a long list.
 *
 * @param next where the next part begins; empty at the end
 */
public record Page<T>(List<T> items, Optional<String> next) {
  /** How often Kiln starts a list again whose token is refused, before it fails. */
  private static final int BEGINNINGS = 3;

  public Page {
    items = List.copyOf(items);
  }

  /** A page as the SDK returns it, where a missing and an empty token both mean the end. */
  public static <T> Page<T> of(List<T> items, @Nullable String next) {
    return new Page<>(items, Optional.ofNullable(next).filter(token -> !token.isEmpty()));
  }

  /**
   * The whole list, each item once. Tokens expire, and items that appear or vanish in between may
   * move others to another page. Then Kiln starts again, and the later of two versions counts.
   *
   * @param id distinguishes the items
   * @param read returns the page at a token, the first one for {@code null}
   */
  static <T> List<T> all(Function<T, ?> id, Function<@Nullable String, Page<T>> read) {
    for (int beginning = 1; ; beginning++) {
      try {
        return once(id, read);
      } catch (SdkException refused) {
        if (!AwsFailures.isStaleToken(refused) || beginning == BEGINNINGS) {
          throw refused;
        }
      }
    }
  }

  private static <T> List<T> once(Function<T, ?> id, Function<@Nullable String, Page<T>> read) {
    Map<Object, T> found = new LinkedHashMap<>();
    Optional<String> token = Optional.empty();
    do {
      Page<T> page = read.apply(token.orElse(null));
      page.items().forEach(item -> found.put(id.apply(item), item));
      token = page.next();
    } while (token.isPresent());
    return new ArrayList<>(found.values());
  }
}
