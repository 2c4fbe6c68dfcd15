package dev.kiln.localcloud.state;

import java.time.Instant;

/**
 * A text in a bucket.
 *
 * @param tag changes with the text
 */
public record StoredObject(
    Place place,
    String bucket,
    String key,
    String text,
    String contentType,
    String tag,
    Instant modified)
    implements Stored {
  public static String id(String bucket, String key) {
    return bucket + "/" + key;
  }

  @Override
  public String id() {
    return id(bucket, key);
  }
}
