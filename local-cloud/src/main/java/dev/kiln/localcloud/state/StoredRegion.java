package dev.kiln.localcloud.state;

import java.util.Optional;

/**
 * One account's settings in one region.
 *
 * @param publicSharing {@code block-new-sharing} or {@code unblocked}
 * @param encrypting whether copies are encrypted even if the caller does not ask; absent means no
 */
public record StoredRegion(Place place, String publicSharing, Optional<Boolean> encrypting)
    implements Stored {
  @Override
  public String id() {
    return place.toString();
  }
}
