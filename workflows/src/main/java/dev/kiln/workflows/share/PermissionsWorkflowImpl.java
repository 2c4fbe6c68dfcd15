package dev.kiln.workflows.share;

import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.share.Permissions;
import dev.kiln.workflows.ActivityStubs;
import dev.kiln.workflows.FailureType;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Asks every region at once. The report names a region that does not answer; the others go on. */
public final class PermissionsWorkflowImpl implements PermissionsWorkflow {
  /** The images that one activity reads: few enough to finish well within its timeout. */
  private static final int BATCH = 50;

  private final ShareActivities sharing = ActivityStubs.calls(ShareActivities.class);
  private final Map<AmiId, Permissions> permissions = new TreeMap<>();
  private final Map<Region, String> unread = new TreeMap<>();

  @Override
  public Report permissions(Query query) {
    Map<Region, List<AmiId>> byRegion =
        query.images().stream()
            .collect(
                Collectors.groupingBy(
                    RegionalAmi::region,
                    TreeMap::new,
                    Collectors.mapping(RegionalAmi::ami, Collectors.toList())));
    List<Promise<Void>> readings = new ArrayList<>();
    byRegion.forEach(
        (region, amis) -> {
          for (int from = 0; from < amis.size(); from += BATCH) {
            List<AmiId> batch =
                List.copyOf(amis.subList(from, Math.min(from + BATCH, amis.size())));
            readings.add(Async.procedure(this::read, region, batch));
          }
        });
    readings.forEach(Promise::get);
    return new Report(permissions, unread);
  }

  private void read(Region region, List<AmiId> batch) {
    try {
      permissions.putAll(sharing.readPermissions(region, batch));
    } catch (ActivityFailure failure) {
      if (CancellationScope.current().isCancelRequested()) {
        throw failure;
      }
      unread.put(region, FailureType.reason(failure));
    }
  }
}
