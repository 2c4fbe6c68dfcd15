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
}
