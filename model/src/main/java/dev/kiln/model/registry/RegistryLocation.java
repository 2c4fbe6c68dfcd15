package dev.kiln.model.registry;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** Where a registry is kept: {@code file:/…} on the worker's machine. */
public record RegistryLocation(@JsonValue String url) {
  private static final Pattern FILE = Pattern.compile("file:(//)?/[^/\\x00].*");

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if it is malformed
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public RegistryLocation {
    if (!FILE.matcher(url).matches()) {
      throw new IllegalArgumentException(
          "cannot use registry '%s': expected file:/path/registry.json".formatted(url));
    }
  }

  /** The absolute path of the file. */
  public String path() {
    return url.replaceFirst("^file:(//)?(?=/)", "");
  }

  @Override
  public String toString() {
    return url;
  }
}
