package dev.kiln.workflows.catalog;

import dev.kiln.model.image.KilnImage;
import dev.kiln.workflows.ActivityStubs;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import java.util.Comparator;
import java.util.List;

/** Asks every region at once. */
public final class CatalogWorkflowImpl implements CatalogWorkflow {
  private final CatalogActivities catalog = ActivityStubs.calls(CatalogActivities.class);

  @Override
  public List<KilnImage> list(Query query) {
    List<Promise<List<KilnImage>>> regions =
        query.regions().stream()
            .map(region -> Async.function(catalog::listImages, region, query.template()))
            .toList();
    return regions.stream()
        .flatMap(images -> images.get().stream())
        .sorted(Comparator.comparing(KilnImage::created).reversed())
        .toList();
  }
}
