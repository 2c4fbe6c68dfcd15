package dev.kiln.model.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The keys that one kind of map may have.
 *
 * @param title the name of such a map, as in "a build step"
 * @param extensible whether keys that begin with {@code x-} are let through, as a place for anchors
 * @param bySpelling the keys by each of their spellings
 */
public record KeySet(
    String title, List<Key> keys, boolean extensible, Map<String, Key> bySpelling) {
  private static final String EXTENSION = "x-";

  public KeySet {
    keys = List.copyOf(keys);
    bySpelling = Map.copyOf(bySpelling);
  }

  static KeySet of(String title, Key... keys) {
    return of(title, List.of(keys), false);
  }

  private static KeySet of(String title, List<Key> keys, boolean extensible) {
    Map<String, Key> bySpelling = new HashMap<>();
    keys.forEach(key -> key.spellings().forEach(spelling -> bySpelling.put(spelling, key)));
    return new KeySet(title, keys, extensible, bySpelling);
  }

  /** The same with keys that only other tools read. */
  KeySet carrying(String... names) {
    List<Key> all = new ArrayList<>(keys);
    for (String name : names) {
      all.add(Key.carried(name));
    }
    return of(title, all, extensible);
  }

  /** The same, with keys of the user's own that begin with {@code x-}. */
  KeySet withExtensions() {
    return of(title, keys, true);
  }

  /** Whether the key is the user's own, so that nothing reads it. */
  boolean isExtension(String spelling) {
    return extensible && spelling.startsWith(EXTENSION);
  }

  /** The key with that name or alias. */
  Optional<Key> find(String spelling) {
    return Optional.ofNullable(bySpelling.get(spelling));
  }

  /** The closest spelling to a mistyped one, if it is close enough. */
  Optional<String> nearest(String mistyped) {
    return NearestName.among(keys.stream().flatMap(Key::spellings).toList(), mistyped);
  }

  /** The names of the keys that have an effect, for messages. */
  List<String> names() {
    return keys.stream().filter(key -> key.need() != Key.Need.CARRIED).map(Key::name).toList();
  }
}
