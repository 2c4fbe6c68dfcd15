package dev.kiln.localcloud.state;

import java.time.Instant;
import software.amazon.awssdk.services.ec2.model.Volume;

/** A volume; it is attached as long as its instance exists. */
public record StoredVolume(
    Place place, Volume body, String instanceId, boolean deleteOnTermination, Instant createdAt)
    implements Stored {
  /** Whether it still exists; an instance that ends by itself deletes it without a call. */
  public boolean exists(Store store, Instant now) {
    return !deleteOnTermination || attached(store, now);
  }

  /** Whether its instance is still there. */
  public boolean attached(Store store, Instant now) {
    return store
        .find(StoredInstance.class, instanceId)
        .map(owner -> !owner.life().is("terminated", now))
        .orElse(false);
  }

  @Override
  public String id() {
    return body.volumeId();
  }
}
