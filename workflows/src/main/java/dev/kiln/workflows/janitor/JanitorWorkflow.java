package dev.kiln.workflows.janitor;

import dev.kiln.model.Region;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;

/**
 * Removes expired temporary resources: builders that were kept for somebody to look at, and
 * anything that a build could not clean up. It never removes a builder in use, because a builder
 * expires only after the end of its longest possible work.
 */
@WorkflowInterface
public interface JanitorWorkflow {
  /** Any number may run at once: none finds what another has removed. */
  static String id(String unique) {
    return "janitor-" + unique;
  }

  /** Looks in each region. The report names regions that could not be read; the others go on. */
  @WorkflowMethod
  Report clean(Request request);

  /**
   * Where to look for expired resources.
   *
   * @param regions never empty
   * @param everywhere look in all regions of the account; the first of {@code regions} knows the
   *     list
   * @param dryRun only report
   */
  record Request(List<Region> regions, boolean everywhere, boolean dryRun) {
    public Request {
      regions = List.copyOf(regions);
      if (regions.isEmpty()) {
        throw new IllegalArgumentException(
            "cannot look for expired resources: no region; name one");
      }
    }

    /** A request for all regions of an account. */
    public static Request everywhere(Region any) {
      return new Request(List.of(any), true, false);
    }
  }

  /**
   * The result of a clean-up.
   *
   * @param expired the resources that were removed, or would be
   * @param problems what could not be read or removed, and why
   */
  record Report(List<JanitorActivities.Expired> expired, List<String> problems) {
    public Report {
      expired = List.copyOf(expired);
      problems = List.copyOf(problems);
    }
  }
}
