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
 * What a channel points to, and what it pointed to before.
 *
 * @param release the id of the release
 * @param history newest first
 * @param more what others wrote here
 */
public record Channel(
    String release, List<Move> history, @JsonAnyGetter @JsonAnySetter Map<String, Object> more) {
  /** More moves are not remembered. */
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

    /** What a user does. */
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
   * @param by unique; what makes a move that is done twice the same move
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Move(
      String release, Optional<String> previous, Instant at, Action action, String by) {}

  public Channel {
    history = List.copyOf(history);
    more = new LinkedHashMap<>(more);
  }

  /** The channel after a move; itself if the move was made already. */
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

  /** Whether a move was made. */
  public boolean has(String by) {
    return history.stream().anyMatch(move -> move.by().equals(by));
  }

  /**
   * The release before the present one, so that going back twice goes back two releases and not to
   * and fro.
   */
  public Optional<String> before() {
    return history.stream()
        .filter(move -> move.release().equals(release) && move.action() != Action.ROLLBACK)
        .findFirst()
        .flatMap(Move::previous);
  }
}
