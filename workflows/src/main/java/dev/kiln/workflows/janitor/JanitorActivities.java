package dev.kiln.workflows.janitor;

import dev.kiln.model.Region;
import io.temporal.activity.ActivityInterface;
import java.time.Instant;
import java.util.List;

/** Finding and removing temporary resources. */
@ActivityInterface
public interface JanitorActivities {
  /**
   * What Kiln made for a time that is over, in the order in which it can be removed. What is
   * attached to something else goes with that.
   */
  List<Expired> findExpired(Region region, Instant now);

  /** Removes it; what is gone already is fine. */
  void removeExpired(Expired expired);

  /**
   * A temporary resource of Kiln's whose time is over.
   *
   * @param name its {@code Name} tag; may be empty
   * @param at when its time was over, as its {@code ExpiresAt} tag says
   */
  record Expired(Kind kind, String id, Region region, String name, Instant at) {
    /** What can expire, in the order of removal: what holds others goes first. */
    public enum Kind {
      INSTANCE,
      IMAGE,
      VOLUME,
      SNAPSHOT
    }
  }
}
