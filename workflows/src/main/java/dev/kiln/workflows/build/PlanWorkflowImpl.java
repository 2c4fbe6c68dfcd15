package dev.kiln.workflows.build;

import dev.kiln.model.Region;
import dev.kiln.model.share.Grantee;
import dev.kiln.workflows.ActivityStubs;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.copy.Distribution;
import dev.kiln.workflows.share.ShareActivities;
import io.temporal.failure.ActivityFailure;
import java.util.List;
import java.util.stream.Stream;

/**
 * Surveys the chain on every architecture, and checks whether the image could be shared as asked.
 */
public final class PlanWorkflowImpl implements PlanWorkflow {
  @Override
  public Plan plan(BuildWorkflow.Request request) {
    ChainSurvey survey = new ChainSurvey(request);
    return new Plan(
        request.architectures().stream().map(survey::on).toList(),
        request.distribution().filter(PlanWorkflowImpl::isPublic).stream()
            .flatMap(to -> Stream.concat(Stream.of(request.region()), to.regions().stream()))
            .distinct()
            .flatMap(region -> beforePublic(region).stream())
            .toList());
  }

  private static boolean isPublic(Distribution distribution) {
    return distribution
        .sharing()
        .filter(sharing -> sharing.grantees().contains(Grantee.PUBLIC))
        .isPresent();
  }

  private static List<String> beforePublic(Region region) {
    try {
      return ActivityStubs.looks(ShareActivities.class).foreseePublic(region);
    } catch (ActivityFailure failure) {
      return List.of(
          "cannot find out whether images may be public in %s: %s"
              .formatted(region, FailureType.reason(failure)));
    }
  }
}
