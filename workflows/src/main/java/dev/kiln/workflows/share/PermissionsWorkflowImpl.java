package dev.kiln.workflows.share;

import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.image.KilnImage;
import dev.kiln.model.share.Permissions;
import dev.kiln.workflows.ActivityStubs;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.catalog.CatalogActivities;
import dev.kiln.workflows.share.PermissionsWorkflow.Query.Detail;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Asks every region at once. The report names a region that does not answer; the others go on. */
public final class PermissionsWorkflowImpl implements PermissionsWorkflow {
  /** The images that one activity reads: few enough to finish well within its timeout. */
  private static final int BATCH = 50;

  private final CatalogActivities catalog = ActivityStubs.calls(CatalogActivities.class);
  private final ShareActivities sharing = ActivityStubs.calls(ShareActivities.class);
  private final Map<Region, List<KilnImage>> images = new TreeMap<>();
  private final Map<AmiId, Permissions> permissions = new TreeMap<>();
  private final Map<Region, String> unread = new TreeMap<>();

  @Override
  public Report permissions(Query query) {
    List<Region> regions =
        query.regions().isEmpty() ? catalog.listRegions(query.home()) : query.regions();
    List<Promise<Void>> readings =
        regions.stream()
            .map(region -> Async.procedure(this::read, region, query.detail()))
            .toList();
    readings.forEach(Promise::get);
    return new Report(images.values().stream().flatMap(List::stream).toList(), permissions, unread);
  }

  private void read(Region region, Detail detail) {
    try {
      List<KilnImage> found = catalog.listImages(region, Optional.empty());
      if (detail == Detail.PERMISSIONS) {
        readPermissions(region, found.stream().map(KilnImage::ami).toList());
      }
      images.put(region, found);
    } catch (ActivityFailure failure) {
      if (CancellationScope.current().isCancelRequested()) {
        throw failure;
      }
      unread.put(region, FailureType.reason(failure));
    }
  }

  private void readPermissions(Region region, List<AmiId> ids) {
    for (int from = 0; from < ids.size(); from += BATCH) {
      List<AmiId> batch = ids.subList(from, Math.min(from + BATCH, ids.size()));
      permissions.putAll(sharing.readPermissions(region, batch));
    }
  }
}
