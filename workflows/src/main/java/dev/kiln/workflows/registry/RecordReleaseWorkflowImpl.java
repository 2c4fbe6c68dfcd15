package dev.kiln.workflows.registry;

import dev.kiln.model.Architecture;
import dev.kiln.model.Region;
import dev.kiln.model.image.ImageState;
import dev.kiln.model.image.KilnImage;
import dev.kiln.model.registry.RegisteredImage;
import dev.kiln.model.registry.Release;
import dev.kiln.workflows.ActivityStubs;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.WorkflowClock;
import dev.kiln.workflows.catalog.CatalogActivities;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The newest image of each region and architecture makes the release. */
public final class RecordReleaseWorkflowImpl implements RecordReleaseWorkflow {
  private final CatalogActivities catalog = ActivityStubs.calls(CatalogActivities.class);
  private final RegistryActivities registry = ActivityStubs.calls(RegistryActivities.class);
  private final ChannelStep step = new ChannelStep();

  @Override
  public MoveChannelWorkflow.Report recordRelease(Request request) {
    MoveChannelWorkflow.Request move = request.move();
    RegistryActivities.ReleaseOrder order =
        new RegistryActivities.ReleaseOrder(
            move.registry(), move.template(), request.card(), found(request));
    Release release = move.dryRun() ? registry.nameRelease(order) : registry.recordRelease(order);
    return step.move(move, known -> known.release(release.id()).orElse(release));
  }

  private Release found(Request request) {
    String template = request.move().template();
    List<Region> regions =
        request.regions().isEmpty()
            ? catalog.listRegions(request.move().home())
            : request.regions();
    List<Promise<List<KilnImage>>> listings =
        regions.stream()
            .map(region -> Async.function(catalog::listImages, region, Optional.of(template)))
            .toList();
    List<KilnImage> usable =
        listings.stream()
            .flatMap(listing -> listing.get().stream())
            .filter(image -> isMeant(image, request))
            .sorted(Comparator.comparing(KilnImage::created))
            .toList();
    requireEverywhere(request, usable);
    Map<Region, Map<Architecture, RegisteredImage>> amis = new TreeMap<>();
    for (KilnImage image : usable) {
      amis.computeIfAbsent(image.key().region(), region -> new TreeMap<>())
          .put(image.key().architecture(), RegisteredImage.of(image));
    }
    return new Release(
        request.hash().value(),
        request.hash(),
        request.version(),
        WorkflowClock.now(),
        request.parent(),
        amis,
        Map.of());
  }

  private static boolean isMeant(KilnImage image, Request request) {
    return image.state() == ImageState.AVAILABLE
        && image.key().hash().equals(request.hash())
        && (request.architectures().isEmpty()
            || request.architectures().contains(image.key().architecture()));
  }

  /** A region that the user named must have an image; the others need not. */
  private static void requireEverywhere(Request request, List<KilnImage> usable) {
    List<Region> without =
        request.regions().stream()
            .filter(region -> usable.stream().noneMatch(one -> one.key().region().equals(region)))
            .toList();
    if (usable.isEmpty() || !without.isEmpty()) {
      throw FailureType.INVALID_REQUEST.failure(
          "cannot record %s: no image of its present state (%s) is available in %s; build it there first, or check that this template is the one that was built"
              .formatted(
                  request.move().template(),
                  request.hash(),
                  without.isEmpty()
                      ? "any region"
                      : String.join(", ", without.stream().map(Region::value).toList())));
    }
  }
}
