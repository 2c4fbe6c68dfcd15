package dev.kiln.workflows.catalog;

import dev.kiln.model.Region;
import dev.kiln.model.image.KilnImage;
import dev.kiln.workflows.ActivityStubs;
import dev.kiln.workflows.FailureType;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Asks every region at once, each for its share of the part. */
public final class CatalogWorkflowImpl implements CatalogWorkflow {
  /** EC2 returns no fewer in one page. */
  private static final int FEWEST = 5;

  private final CatalogActivities catalog = ActivityStubs.looks(CatalogActivities.class);
  private final List<KilnImage> images = new ArrayList<>();
  private final List<Place> next = new ArrayList<>();
  private final List<Region> lost = new ArrayList<>();
  private final Map<Region, String> unread = new TreeMap<>();

  @Override
  public Part list(Query query) {
    List<Place> places =
        query.places().isEmpty()
            ? catalog.listRegions(query.home()).stream().map(Place::first).toList()
            : query.places();
    int share = Math.max(FEWEST, query.most() / places.size());
    Map<Region, Promise<CatalogActivities.ImagePage>> reading = new LinkedHashMap<>();
    for (Place place : places) {
      CatalogActivities.PageQuery page =
          new CatalogActivities.PageQuery(place.region(), query.templates(), place.after(), share);
      reading.put(place.region(), Async.function(catalog::pageImages, page));
    }
    reading.forEach(this::add);
    return new Part(images, next, lost, unread);
  }

  private void add(Region region, Promise<CatalogActivities.ImagePage> read) {
    try {
      CatalogActivities.ImagePage page = read.get();
      images.addAll(page.images());
      page.next().ifPresent(mark -> next.add(new Place(region, page.next())));
      if (page.lost()) {
        lost.add(region);
      }
    } catch (ActivityFailure failure) {
      if (CancellationScope.current().isCancelRequested()
          || FailureType.TOO_LARGE.isCauseOf(failure)) {
        throw failure;
      }
      unread.put(region, FailureType.reason(failure));
    }
  }
}
