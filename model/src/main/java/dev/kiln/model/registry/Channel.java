package dev.kiln.model.registry;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The release that a channel points to, and the earlier ones.
 *
 * @param release the id of the release
 * @param history newest first
 * @param more fields that other tools wrote
 */
public record Channel(
    String release, List<Move> history, @JsonAnyGetter @JsonAnySetter Map<String, Object> more) {
  /** Older moves are forgotten. */
  static final int LONGEST_HISTORY = 50;

  /** Why a channel was moved. */
  public enum Action {
    RECORD("record"),
    PROMOTE("promote"),
    ROLLBACK("roll back");

    private final String verb;

    Action(String verb) {
      this.verb = verb;
    }

    /** The user's word for it. */
    public String verb() {
      return verb;
    }

    @JsonValue
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One move.
   *
   * @param previous where the channel pointed before; absent for its first release
   * @param by unique; a move that is repeated with the same id has no effect
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Move(
      String release, Optional<String> previous, Instant at, Action action, String by) {}

  public Channel {
    history = List.copyOf(history);
    more = new LinkedHashMap<>(more);
  }

  /** The channel after a move; unchanged if it has that move already. */
  static Channel after(Optional<Channel> before, Move move) {
    if (before.filter(channel -> channel.has(move.by())).isPresent()) {
      return before.get();
    }
    List<Move> history =
        Stream.concat(Stream.of(move), before.stream().flatMap(channel -> channel.history.stream()))
            .limit(LONGEST_HISTORY)
            .toList();
    return new Channel(move.release(), history, before.map(Channel::more).orElseGet(Map::of));
  }

  /** Whether the channel has this move. */
  public boolean has(String by) {
    return history.stream().anyMatch(move -> move.by().equals(by));
  }

  /**
   * The release before the current one. Rolling back twice goes back two releases; the second
   * rollback does not undo the first.
   */
  public Optional<String> before() {
    return history.stream()
        .filter(move -> move.release().equals(release) && move.action() != Action.ROLLBACK)
        .findFirst()
        .flatMap(Move::previous);
  }
}
