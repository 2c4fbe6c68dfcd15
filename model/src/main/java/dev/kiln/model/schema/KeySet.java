package dev.kiln.model.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The keys that one kind of map may have.
 *
 * @param title the name of such a map, as in "a build step"
 */
public record KeySet(String title, List<Key> keys) {
  public KeySet {
    keys = List.copyOf(keys);
  }

  static KeySet of(String title, Key... keys) {
    return new KeySet(title, List.of(keys));
  }

  /** The same with keys that only other tools read. */
  KeySet carrying(String... names) {
    List<Key> all = new ArrayList<>(keys);
    for (String name : names) {
      all.add(Key.carried(name));
    }
    return new KeySet(title, all);
  }

  /** The key with that name or alias. */
  Optional<Key> find(String spelling) {
    return keys.stream().filter(key -> key.spellings().anyMatch(spelling::equals)).findFirst();
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
