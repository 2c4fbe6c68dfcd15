package dev.kiln.workflows.janitor;

import dev.kiln.model.Region;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;

/**
 * Removes temporary resources whose time is over: builders kept for someone to look at, and
 * whatever a build could not clean up. A builder in use is never among them, since it is tagged to
 * expire only after all that a build may still do with it.
 */
@WorkflowInterface
public interface JanitorWorkflow {
  /** Any number may run at once: what one has removed the others no longer find. */
  static String id(String unique) {
    return "janitor-" + unique;
  }

  /** Looks in each region; one that cannot be looked at is told, and harms no other. */
  @WorkflowMethod
  Report clean(Request request);

  /**
   * Where to look for what has expired.
   *
   * @param regions never empty
   * @param everywhere in all regions of the account, which the first of {@code regions} knows
   * @param dryRun only tell
   */
  record Request(List<Region> regions, boolean everywhere, boolean dryRun) {
    public Request {
      regions = List.copyOf(regions);
      if (regions.isEmpty()) {
        throw new IllegalArgumentException("cannot look for what has expired: no region; name one");
      }
    }

    /** All regions that an account has. */
    public static Request everywhere(Region any) {
      return new Request(List.of(any), true, false);
    }
  }

  /**
   * What has expired.
   *
   * @param expired what was removed, or would be
   * @param problems what could not be looked at or removed, and why
   */
  record Report(List<JanitorActivities.Expired> expired, List<String> problems) {
    public Report {
      expired = List.copyOf(expired);
      problems = List.copyOf(problems);
    }
  }
}
