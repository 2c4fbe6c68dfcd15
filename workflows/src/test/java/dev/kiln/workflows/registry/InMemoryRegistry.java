package dev.kiln.workflows.registry;

import dev.kiln.model.RegionalAmi;
import dev.kiln.model.registry.Channel;
import dev.kiln.model.registry.ChannelUses;
import dev.kiln.model.registry.RegisteredTemplate;
import dev.kiln.model.registry.Registry;
import dev.kiln.model.registry.RegistryLocation;
import dev.kiln.model.registry.Release;
import dev.kiln.model.registry.Successor;
import dev.kiln.model.retire.ImageUse;
import dev.kiln.workflows.FailureType;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One registry in memory, for every address. */
public final class InMemoryRegistry implements RegistryActivities {
  private Registry kept = Registry.EMPTY;
  private Optional<String> unpublishable = Optional.empty();

  /** Its content. */
  public synchronized Registry kept() {
    return kept;
  }

  /** From now on publishing parameters fails, for this reason. */
  public synchronized void tellNobody(String reason) {
    unpublishable = Optional.of(reason);
  }

  @Override
  public synchronized Registry readOverview(RegistryLocation registry) {
    return kept.overview();
  }

  @Override
  public synchronized Optional<RegisteredTemplate> readTemplate(
      RegistryLocation registry, String template) {
    return kept.template(template);
  }

  @Override
  public synchronized Release recordRelease(RegistryActivities.ReleaseOrder order) {
    kept = kept.record(order.template(), order.card(), order.release());
    return kept.named(order.template(), order.release());
  }

  @Override
  public synchronized Release nameRelease(RegistryActivities.ReleaseOrder order) {
    return kept.named(order.template(), order.release());
  }

  @Override
  public synchronized RegistryActivities.ChannelMoved moveChannel(
      RegistryActivities.ChannelOrder order) {
    Optional<String> now =
        kept.template(order.template())
            .flatMap(known -> Optional.ofNullable(known.channels().get(order.channel())))
            .map(Channel::release);
    if (!now.equals(order.move().previous())) {
      return RegistryActivities.ChannelMoved.OVERTAKEN;
    }
    kept = kept.move(order.template(), order.channel(), order.move(), order.validated());
    return RegistryActivities.ChannelMoved.MOVED;
  }

  @Override
  public synchronized List<Successor> findSuccessors(SuccessorWorkflow.Query query) {
    return kept.successors(query.channel(), query.images());
  }

  @Override
  public synchronized List<ImageUse> findChannelUses(
      Optional<RegistryLocation> registry, List<RegionalAmi> images) {
    return new ChannelUses(Set.copyOf(images)).in(kept);
  }

  @Override
  public synchronized List<RegistryActivities.PublishedParameter> publishParameters(
      RegistryActivities.ParameterOrder order) {
    if (unpublishable.isPresent()) {
      throw FailureType.ACCESS_DENIED.failure(unpublishable.get());
    }
    Optional<Release> now =
        kept.template(order.template()).flatMap(known -> known.in(order.channel()));
    return now.stream()
        .flatMap(release -> release.entries().stream())
        .filter(entry -> entry.region().equals(order.region()))
        .map(
            entry ->
                new RegistryActivities.PublishedParameter(
                    order.region(),
                    order.prefix().name(order.template(), order.channel(), entry.architecture()),
                    Optional.of(entry.image().ami()),
                    Optional.empty()))
        .toList();
  }
}
