package dev.kiln.workflows.janitor;

import dev.kiln.model.Region;
import io.temporal.activity.ActivityInterface;
import java.time.Instant;
import java.util.List;

/** Finds and removes temporary resources. */
@ActivityInterface
public interface JanitorActivities {
  /**
   * The expired temporary resources of Kiln, in the order of their removal. A resource that is
   * attached to another one goes with it.
   */
  List<Expired> findExpired(Region region, Instant now);

  /** Removes it; does nothing if it is gone already. */
  void removeExpired(Expired expired);

  /**
   * An expired temporary resource.
   *
   * @param name its {@code Name} tag; may be empty
   * @param at the time in its {@code ExpiresAt} tag
   */
  record Expired(Kind kind, String id, Region region, String name, Instant at) {
    /**
     * The kinds that can expire, in the order of removal: a resource that holds others goes first.
     */
    public enum Kind {
      INSTANCE,
      IMAGE,
      VOLUME,
      SNAPSHOT
    }
  }
}
