package dev.kiln.model.registry;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The location of a registry: {@code file:/…} on the worker's machine, or {@code s3://bucket/key},
 * which any number of workers can share.
 */
public record RegistryLocation(@JsonValue String url) {
  private static final Pattern FILE = Pattern.compile("file:(//)?/[^/\\x00].*");
  private static final Pattern OBJECT =
      Pattern.compile(
          "s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])/([^/\\x00?#][^\\x00?#]{0,1022}[^/\\x00?#])");

  /** An object in an S3 bucket. */
  public record BucketKey(String bucket, String key) {}

  /**
   * Reads a location.
   *
   * @throws IllegalArgumentException if it is malformed
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public RegistryLocation {
    if (!FILE.matcher(url).matches() && !OBJECT.matcher(url).matches()) {
      throw new IllegalArgumentException(
          "cannot use registry '%s': expected file:/path/registry.json or s3://bucket/registry.json"
              .formatted(url));
    }
  }

  /** The object; empty if the registry is a file. */
  public Optional<BucketKey> object() {
    Matcher object = OBJECT.matcher(url);
    return object.matches()
        ? Optional.of(new BucketKey(object.group(1), object.group(2)))
        : Optional.empty();
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
