package dev.kiln.workflows.share;

import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.share.Grantee;
import dev.kiln.model.share.Permissions;
import dev.kiln.workflows.share.SharingOutcome.Grant.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Permissions that live in this object; in some regions nothing can be public. */
final class InMemorySharing implements ShareActivities {
  private final Map<RegionalAmi, Set<Grantee>> granted = new ConcurrentHashMap<>();
  private final Set<Region> blocked = ConcurrentHashMap.newKeySet();

  /** From now on no image can be public in the region. */
  void block(Region region) {
    blocked.add(region);
  }

  @Override
  public List<Grantee> completeGrantees(Region region, List<Grantee> grantees) {
    return grantees;
  }

  @Override
  public Map<AmiId, Permissions> readPermissions(Region region, List<AmiId> images) {
    return Map.of();
  }

  @Override
  public SharingOutcome checkSharing(ShareActivities.Order order) {
    return outcome(
        order,
        order.grantees().stream()
            .map(
                grantee ->
                    grantee.equals(Grantee.PUBLIC) && blocked.contains(order.image().region())
                        ? SharingOutcome.Grant.refused(grantee, "public access is blocked")
                        : SharingOutcome.Grant.of(
                            grantee,
                            holders(order).contains(grantee) ? Outcome.ALREADY : Outcome.PLANNED))
            .toList());
  }

  @Override
  public List<String> foreseePublic(Region region) {
    return blocked.contains(region) ? List.of("public access is blocked in " + region) : List.of();
  }

  @Override
  public SharingOutcome applySharing(ShareActivities.Order order) {
    holders(order).addAll(order.grantees());
    return outcome(
        order,
        order.grantees().stream()
            .map(grantee -> SharingOutcome.Grant.of(grantee, Outcome.GRANTED))
            .toList());
  }

  private Set<Grantee> holders(ShareActivities.Order order) {
    return granted.computeIfAbsent(order.image(), image -> ConcurrentHashMap.newKeySet());
  }

  private static SharingOutcome outcome(
      ShareActivities.Order order, List<SharingOutcome.Grant> grants) {
    return new SharingOutcome(order.image(), grants, List.of());
  }
}
