package dev.kiln.workflows.share;

import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.share.Grantee;
import dev.kiln.model.share.Permissions;
import dev.kiln.model.share.Sharing;
import dev.kiln.workflows.ActivityStubs;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.share.SharingOutcome.Grant.Outcome;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.CancellationScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The two halves of a change of one image's permissions. A refusal is a result and not a failure: a
 * problem with one image must not stop the others from being shared.
 */
public final class SharingStep {
  private final ShareActivities activities = ActivityStubs.calls(ShareActivities.class);

  /** The receivers in the form that the cloud accepts; fails if there is no such organization. */
  public List<Grantee> complete(Region region, List<Grantee> grantees) {
    return grantees.stream().anyMatch(Grantee::needsOrganization)
        ? activities.completeGrantees(region, grantees)
        : grantees;
  }

  /** Shares one image, as far as the cloud allows it. */
  public SharingOutcome share(RegionalAmi image, Sharing sharing) {
    return change(image, sharing.grantees(), sharing.volumes());
  }

  /**
   * Shares a copy like its source, because a copy inherits no permissions, and with the receivers
   * in {@code asked}. Empty if there are no receivers.
   */
  public Optional<SharingOutcome> carryOver(
      RegionalAmi source, RegionalAmi copy, Optional<Sharing> asked) {
    Optional<Permissions> read = permissions(source);
    Permissions there = read.orElse(Permissions.NONE);
    List<Grantee> launch = new ArrayList<>(there.launch());
    List<Grantee> volumes = new ArrayList<>(there.volumes());
    asked.ifPresent(
        sharing -> {
          launch.addAll(sharing.grantees());
          volumes.addAll(sharing.volumes() ? sharing.grantees() : List.of());
        });
    volumes.retainAll(launch);
    launch.removeAll(volumes);
    List<String> unread =
        read.isPresent() ? List.of() : List.of("cannot read who may use " + source);
    return Stream.of(
            new SharingOutcome(copy, List.of(), unread),
            change(copy, launch, false),
            change(copy, volumes, true))
        .filter(outcome -> !outcome.grants().isEmpty() || !outcome.notes().isEmpty())
        .reduce(SharingOutcome::and);
  }

  private Optional<Permissions> permissions(RegionalAmi image) {
    try {
      return Optional.of(
          activities
              .readPermissions(image.region(), List.of(image.ami()))
              .getOrDefault(image.ami(), Permissions.NONE));
    } catch (ActivityFailure failure) {
      if (CancellationScope.current().isCancelRequested()) {
        throw failure;
      }
      return Optional.empty();
    }
  }

  private SharingOutcome change(RegionalAmi image, List<Grantee> grantees, boolean volumes) {
    ShareActivities.Order order =
        new ShareActivities.Order(image, ShareActivities.Order.Change.GRANT, grantees, volumes);
    return grantees.isEmpty()
        ? new SharingOutcome(image, List.of(), List.of())
        : apply(order, check(order));
  }

  /** Checks a change without making it. */
  public SharingOutcome check(ShareActivities.Order order) {
    return orRefused(order, activities::checkSharing);
  }

  /** Makes the changes that the check has planned. */
  public SharingOutcome apply(ShareActivities.Order order, SharingOutcome checked) {
    List<Grantee> planned =
        checked.grants().stream()
            .filter(grant -> grant.outcome() == Outcome.PLANNED)
            .map(SharingOutcome.Grant::grantee)
            .toList();
    if (planned.isEmpty()) {
      return checked;
    }
    SharingOutcome applied = orRefused(order.only(planned), activities::applySharing);
    Map<Grantee, SharingOutcome.Grant> done =
        applied.grants().stream()
            .collect(Collectors.toMap(SharingOutcome.Grant::grantee, Function.identity()));
    return new SharingOutcome(
        checked.image(),
        checked.grants().stream().map(grant -> done.getOrDefault(grant.grantee(), grant)).toList(),
        checked.notes());
  }

  private static SharingOutcome orRefused(
      ShareActivities.Order order, Function<ShareActivities.Order, SharingOutcome> step) {
    try {
      return step.apply(order);
    } catch (ActivityFailure failure) {
      if (CancellationScope.current().isCancelRequested()) {
        throw failure;
      }
      String reason = FailureType.reason(failure);
      return new SharingOutcome(
          order.image(),
          order.grantees().stream()
              .map(grantee -> SharingOutcome.Grant.refused(grantee, reason))
              .toList(),
          List.of());
    }
  }
}
