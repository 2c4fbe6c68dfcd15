package dev.kiln.activities.registry;

import java.io.IOException;
import java.util.Optional;

/** The storage of one registry's text. */
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
   * Writes if nothing has changed since the text was read. A write whose answer is lost may have
   * happened.
   *
   * @param expected the token of the text that was read; empty if there was none
   * @return whether it was written
   */
  boolean write(String json, Optional<String> expected) throws IOException;
}
