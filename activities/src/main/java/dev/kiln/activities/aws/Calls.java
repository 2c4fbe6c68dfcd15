package dev.kiln.activities.aws;

import dev.kiln.model.Region;
import dev.kiln.workflows.FailureType;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The calls to one service of AWS. Each names its action as the API does, because every action has
 * its own rate in every region.
 *
 * @param <C> the client of the service
 */
public final class Calls<C> {
  private final Function<Region, C> clients;
  private final Pace pace;
  private final KnownActions known;

  Calls(Function<Region, C> clients, Pace pace, KnownActions known) {
    this.clients = clients;
    this.pace = pace;
    this.known = known;
  }

  /**
   * Calls the service.
   *
   * @throws ApplicationFailure typed by {@link FailureType}
   */
  public <T> T call(Region region, String action, Function<C, T> call) {
    return translated(region, action, () -> raw(region, action, call));
  }

  /** Calls the service and throws its own errors, for callers that know better what they mean. */
  public <T> T raw(Region region, String action, Function<C, T> call) {
    return pace.keep(region, action, () -> call.apply(clients.apply(region)));
  }

  /** Calls for something optional; empty where the endpoint does not have the action. */
  public <T> Optional<T> ifKnown(Region region, String action, Function<C, T> call) {
    return translated(region, action, () -> known.call(action, () -> raw(region, action, call)));
  }

  /**
   * Reads a list, each item once, however many pages it has.
   *
   * @param id distinguishes the items
   * @param read returns the page at a token, the first one for {@code null}
   * @throws ApplicationFailure typed by {@link FailureType}
   */
  public <T> List<T> list(
      Region region,
      String action,
      Function<T, ?> id,
      BiFunction<C, @Nullable String, Page<T>> read) {
    return translated(region, action, () -> pages(region, action, id, read));
  }

  /** Reads an optional list; empty where the endpoint does not have the action. */
  public <T> Optional<List<T>> listIfKnown(
      Region region,
      String action,
      Function<T, ?> id,
      BiFunction<C, @Nullable String, Page<T>> read) {
    return translated(
        region, action, () -> known.call(action, () -> pages(region, action, id, read)));
  }

  private <T> List<T> pages(
      Region region,
      String action,
      Function<T, ?> id,
      BiFunction<C, @Nullable String, Page<T>> read) {
    return Page.all(id, token -> raw(region, action, client -> read.apply(client, token)));
  }

  private static <T> T translated(Region region, String action, Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException refused) {
      throw AwsFailures.translate(action, region, refused);
    }
  }
}
