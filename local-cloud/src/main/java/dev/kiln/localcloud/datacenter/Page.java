package dev.kiln.localcloud.datacenter;

import dev.kiln.localcloud.wire.AwsFailure;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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
    int from = token == null || token.isEmpty() ? 0 : after(all, id, token);
    int size = most == null || most <= 0 ? Integer.MAX_VALUE : most;
    int to = (int) Math.min(all.size(), (long) from + size);
    Optional<String> next =
        to < all.size() ? Optional.of(encode(id.apply(all.get(to - 1)))) : Optional.empty();
    return new Page<>(List.copyOf(all.subList(from, to)), next);
  }

  private static <T> int after(List<T> all, Function<T, String> id, String token) {
    String last = decode(token);
    for (int i = 0; i < all.size(); i++) {
      if (id.apply(all.get(i)).equals(last)) {
        return i + 1;
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
