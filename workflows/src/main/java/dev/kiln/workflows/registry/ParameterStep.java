package dev.kiln.workflows.registry;

import dev.kiln.model.Region;
import dev.kiln.model.registry.ParameterPrefix;
import dev.kiln.model.registry.Release;
import dev.kiln.workflows.ActivityStubs;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.registry.MoveChannelWorkflow.Report;
import dev.kiln.workflows.registry.MoveChannelWorkflow.Request;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Publishes the parameters of every region; a region that fails stops no other. */
final class ParameterStep {
  private final RegistryActivities registry = ActivityStubs.calls(RegistryActivities.class);

  List<RegistryActivities.PublishedParameter> publish(Request request, Report report) {
    List<Promise<List<RegistryActivities.PublishedParameter>>> regions =
        request.parameters().stream()
            .flatMap(prefix -> regions(report).map(region -> order(request, prefix, region)))
            .map(order -> Async.function(this::orProblem, order))
            .toList();
    return regions.stream().flatMap(region -> region.get().stream()).toList();
  }

  private static Stream<Region> regions(Report report) {
    return Stream.concat(report.before().stream(), Stream.of(report.release()))
        .map(Release::amis)
        .flatMap(amis -> amis.keySet().stream())
        .distinct()
        .sorted();
  }

  private static RegistryActivities.ParameterOrder order(
      Request request, ParameterPrefix prefix, Region region) {
    return new RegistryActivities.ParameterOrder(
        request.registry(), request.template(), request.channel(), prefix, region);
  }

  private List<RegistryActivities.PublishedParameter> orProblem(
      RegistryActivities.ParameterOrder order) {
    try {
      return registry.publishParameters(order);
    } catch (ActivityFailure failure) {
      if (CancellationScope.current().isCancelRequested()) {
        throw failure;
      }
      String problem = FailureType.reason(failure);
      return List.of(
          new RegistryActivities.PublishedParameter(
              order.region(), order.prefix().value(), Optional.empty(), Optional.of(problem)));
    }
  }
}
