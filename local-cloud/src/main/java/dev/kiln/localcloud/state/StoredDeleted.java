package dev.kiln.localcloud.state;

import java.time.Instant;
import java.util.Optional;

/**
 * An image or a snapshot in the recycle bin.
 *
 * @param exitAt when it is gone for good
 */
public record StoredDeleted(
    Place place,
    Optional<StoredImage> image,
    Optional<StoredSnapshot> snapshot,
    Instant enteredAt,
    Instant exitAt)
    implements Stored {
  @Override
  public String id() {
    return image
        .map(StoredImage::id)
        .or(() -> snapshot.map(StoredSnapshot::id))
        .orElseThrow(() -> new IllegalStateException("nothing was deleted"));
  }
}
