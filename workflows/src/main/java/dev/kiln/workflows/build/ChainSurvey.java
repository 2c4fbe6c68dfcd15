package dev.kiln.workflows.build;

import dev.kiln.model.Architecture;
import dev.kiln.model.Region;
import dev.kiln.model.image.ImageKey;
import dev.kiln.model.image.ImageState;
import dev.kiln.model.image.KilnImage;
import dev.kiln.model.layer.BaseImage;
import dev.kiln.workflows.ActivityStubs;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.catalog.BaseAmi;
import dev.kiln.workflows.catalog.CatalogActivities;
import dev.kiln.workflows.copy.Distribution;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks for a chain's images here and, if that may help, in other regions; then decides. */
final class ChainSurvey {
  private final CatalogActivities catalog = ActivityStubs.calls(CatalogActivities.class);
  private final BuildWorkflow.Request request;
  private final boolean copying;

  ChainSurvey(BuildWorkflow.Request request) {
    this(request, request.rebuild() == BuildWorkflow.Request.Rebuild.NONE);
  }

  private ChainSurvey(BuildWorkflow.Request request, boolean copying) {
    this.request = request;
    this.copying = copying;
  }

  /** A survey that copies nothing from other regions. */
  ChainSurvey withoutCopying() {
    return new ChainSurvey(request, false);
  }

  PlanWorkflow.Plan.OnArchitecture on(Architecture architecture) {
    List<ImageKey> keys = request.keys(architecture);
    BaseImage base = request.layers().get(0).base();
    Promise<List<KilnImage>> finding = Async.function(catalog::findImages, keys);
    Promise<BaseAmi> resolving =
        Async.function(catalog::resolveBase, base, architecture, request.region());
    Optional<BaseAmi> current = Optional.empty();
    Optional<String> noBase = Optional.empty();
    try {
      current = Optional.of(resolving.get());
    } catch (ActivityFailure failure) {
      if (failure.getCause() instanceof CanceledFailure) {
        throw failure;
      }
      noBase = Optional.of(FailureType.reason(failure));
    }
    List<KilnImage> images = finding.get();
    ChainDecision decision =
        ChainDecision.of(
            request, images, current.map(BaseAmi::ami), elsewhere(keys, images), copying);
    return new PlanWorkflow.Plan.OnArchitecture(
        architecture, current, noBase.map(decision::withoutBase).orElse(decision));
  }

  /** Reads other regions only if an image is missing, or is a copy from there. */
  private Elsewhere elsewhere(List<ImageKey> keys, List<KilnImage> images) {
    List<Region> sources =
        images.stream()
            .map(Elsewhere::built)
            .filter(region -> !region.equals(request.region()))
            .distinct()
            .toList();
    boolean wanting = copying && !keys.stream().allMatch(key -> isThere(key, images));
    if (!wanting && sources.isEmpty()) {
      return new Elsewhere(keys, List.of());
    }
    List<Region> asked =
        request.distribution().filter(to -> wanting).map(Distribution::regions).orElse(List.of());
    BaseImage base = request.layers().get(0).base();
    List<Region> regions = Stream.concat(sources.stream(), asked.stream()).distinct().toList();
    return new Elsewhere(
        keys,
        catalog.findElsewhere(new CatalogActivities.ElsewhereQuery(keys, base, regions, wanting)));
  }

  private static boolean isThere(ImageKey key, List<KilnImage> images) {
    return images.stream()
        .anyMatch(image -> image.key().equals(key) && image.state() == ImageState.AVAILABLE);
  }
}
