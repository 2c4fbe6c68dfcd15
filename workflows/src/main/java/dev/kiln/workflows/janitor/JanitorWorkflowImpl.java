package dev.kiln.workflows.janitor;

import dev.kiln.model.Region;
import dev.kiln.workflows.ActivityStubs;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.WorkflowClock;
import dev.kiln.workflows.catalog.CatalogActivities;
import io.temporal.failure.ActivityFailure;
import java.util.ArrayList;
import java.util.List;

/** One region after the other, one resource after the other: nobody waits for it. */
public final class JanitorWorkflowImpl implements JanitorWorkflow {
  private final CatalogActivities catalog = ActivityStubs.calls(CatalogActivities.class);
  private final JanitorActivities janitor = ActivityStubs.calls(JanitorActivities.class);
  private final List<JanitorActivities.Expired> done = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  @Override
  public Report clean(Request request) {
    List<Region> regions =
        request.everywhere() ? catalog.listRegions(request.regions().get(0)) : request.regions();
    for (Region region : regions) {
      for (JanitorActivities.Expired expired : found(region)) {
        if (request.dryRun() || removed(expired)) {
          done.add(expired);
        }
      }
    }
    return new Report(done, problems);
  }

  private List<JanitorActivities.Expired> found(Region region) {
    try {
      return janitor.findExpired(region, WorkflowClock.now());
    } catch (ActivityFailure refused) {
      problems.add(region + ": " + FailureType.reason(refused));
      return List.of();
    }
  }

  private boolean removed(JanitorActivities.Expired expired) {
    try {
      janitor.removeExpired(expired);
      return true;
    } catch (ActivityFailure refused) {
      problems.add(expired.id() + ": " + FailureType.reason(refused));
      return false;
    }
  }
}
