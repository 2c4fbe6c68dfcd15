package dev.kiln.activities.registry;

import java.io.IOException;
import java.util.Optional;

/** Where the text of one registry is kept. */
interface RegistryStore {
  /**
   * A text as it was read.
   *
   * @param token changes with every change of the text
   */
  record Text(String json, String token) {}

  /** The text; empty if nothing was written yet. */
  Optional<Text> read() throws IOException;

  /**
   * Writes if nothing has changed since it was read. A write whose answer is lost may have
   * happened.
   *
   * @param expected the token of what was read; empty if nothing was there
   * @return whether it was written
   */
  boolean write(String json, Optional<String> expected) throws IOException;
}
