package dev.kiln.workflows.share;

import dev.kiln.model.share.Grantee;
import dev.kiln.workflows.ActivityStubs;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.share.Grant.Outcome;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.CancellationScope;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The two halves of a change of one image's permissions. A refusal is an outcome and no failure:
 * what is wrong with one image must not keep the others from being shared.
 */
public final class SharingStep {
  private final ShareActivities activities = ActivityStubs.calls(ShareActivities.class);

  /** What would become of it. */
  public SharingOutcome check(SharingOrder order) {
    return orRefused(order, activities::checkSharing);
  }

  /** Does what the check has planned. */
  public SharingOutcome apply(SharingOrder order, SharingOutcome checked) {
    List<Grantee> planned =
        checked.grants().stream()
            .filter(grant -> grant.outcome() == Outcome.PLANNED)
            .map(Grant::grantee)
            .toList();
    if (planned.isEmpty()) {
      return checked;
    }
    SharingOutcome applied = orRefused(order.only(planned), activities::applySharing);
    Map<Grantee, Grant> done =
        applied.grants().stream().collect(Collectors.toMap(Grant::grantee, Function.identity()));
    return new SharingOutcome(
        checked.image(),
        checked.grants().stream().map(grant -> done.getOrDefault(grant.grantee(), grant)).toList(),
        checked.notes());
  }

  private static SharingOutcome orRefused(
      SharingOrder order, Function<SharingOrder, SharingOutcome> step) {
    try {
      return step.apply(order);
    } catch (ActivityFailure failure) {
      if (CancellationScope.current().isCancelRequested()) {
        throw failure;
      }
      String reason =
          FailureType.applicationFailureIn(failure)
              .map(ApplicationFailure::getOriginalMessage)
              .orElse(String.valueOf(failure.getMessage()));
      return new SharingOutcome(
          order.image(),
          order.grantees().stream().map(grantee -> Grant.refused(grantee, reason)).toList(),
          List.of());
    }
  }
}
