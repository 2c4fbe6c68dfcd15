package dev.kiln.localcloud.datacenter;

import dev.kiln.localcloud.wire.AwsFailure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One page of a long list. The token names the last item rather than a position, so that items
 * added or removed meanwhile neither repeat nor hide others.
 *
 * @param next the token for the following page, if there is one
 */
public record Page<T>(List<T> items, Optional<String> next) {
  /** The page after {@code token}. */
  public static <T> Page<T> of(
      List<T> all, Function<T, String> id, @Nullable Integer most, @Nullable String token) {
    return of(new Candidates<>(all.stream(), id), Optional::of, most, token);
  }

  /** What may be on a page, in order, and the id of each. */
  public record Candidates<S>(Stream<S> all, Function<S, String> id) {}

  /**
   * The page after {@code token} of what {@code shown} makes of the candidates. It asks for no more
   * of them than fill the page, since an account may have a hundred times as many.
   *
   * @param shown empty for a candidate that does not belong to the list
   */
  public static <S, T> Page<T> of(
      Candidates<S> candidates,
      Function<S, Optional<T>> shown,
      @Nullable Integer most,
      @Nullable String token) {
    Iterator<S> rest = candidates.all().iterator();
    String last = token == null || token.isEmpty() ? "" : skip(rest, candidates.id(), token);
    int size = most == null || most <= 0 ? Integer.MAX_VALUE : most;
    List<T> items = new ArrayList<>();
    while (rest.hasNext()) {
      S candidate = rest.next();
      Optional<T> item = shown.apply(candidate);
      if (item.isPresent() && items.size() == size) {
        return new Page<>(List.copyOf(items), Optional.of(encode(last)));
      } else if (item.isPresent()) {
        items.add(item.get());
        last = candidates.id().apply(candidate);
      }
    }
    return new Page<>(List.copyOf(items), Optional.empty());
  }

  private static <S> String skip(Iterator<S> all, Function<S, String> id, String token) {
    String last = decode(token);
    while (all.hasNext()) {
      if (id.apply(all.next()).equals(last)) {
        return last;
      }
    }
    throw invalid();
  }

  private static String encode(String id) {
    return Base64.getUrlEncoder().encodeToString(id.getBytes(StandardCharsets.UTF_8));
  }

  private static String decode(String token) {
    try {
      return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notOurs) {
      throw invalid();
    }
  }

  private static AwsFailure invalid() {
    return AwsFailure.refused("InvalidNextToken", "The token provided in NextToken is invalid.");
  }
}
