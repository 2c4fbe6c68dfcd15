package dev.kiln.localcloud.state;

/**
 * One account's settings in one region.
 *
 * @param publicSharing {@code block-new-sharing} or {@code unblocked}
 */
public record StoredRegion(Place place, String publicSharing) implements Stored {
  @Override
  public String id() {
    return place.toString();
  }
}
