package dev.kiln.workflows.build;

import dev.kiln.model.Architecture;
import dev.kiln.model.image.ImageKey;
import dev.kiln.model.image.KilnImage;
import dev.kiln.workflows.ActivityStubs;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.image.BaseAmi;
import dev.kiln.workflows.image.CatalogActivities;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import java.util.List;
import java.util.Optional;

/** Looks at what there is for a chain, in two reads at once, and decides. */
final class ChainSurvey {
  private final CatalogActivities catalog = ActivityStubs.calls(CatalogActivities.class);
  private final BuildRequest request;

  ChainSurvey(BuildRequest request) {
    this.request = request;
  }

  ChainPlan.OnArchitecture on(Architecture architecture) {
    List<ImageKey> keys = request.keys(architecture);
    Promise<List<KilnImage>> images = Async.function(catalog::findImages, keys);
    Promise<BaseAmi> base =
        Async.function(
            catalog::resolveBase, request.layers().get(0).base(), architecture, request.region());
    try {
      BaseAmi current = base.get();
      ChainDecision decision =
          ChainDecision.of(request, keys, images.get(), Optional.of(current.ami()));
      return new ChainPlan.OnArchitecture(architecture, Optional.of(current), decision);
    } catch (ActivityFailure failure) {
      if (failure.getCause() instanceof CanceledFailure) {
        throw failure;
      }
      ChainDecision decision = ChainDecision.of(request, keys, images.get(), Optional.empty());
      return new ChainPlan.OnArchitecture(
          architecture, Optional.empty(), decision.withoutBase(reason(failure)));
    }
  }

  private static String reason(ActivityFailure failure) {
    return FailureType.applicationFailureIn(failure)
        .map(ApplicationFailure::getOriginalMessage)
        .orElse(failure.toString());
  }
}
