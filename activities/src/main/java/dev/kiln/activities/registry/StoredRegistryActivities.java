package dev.kiln.activities.registry;

import dev.kiln.activities.aws.AwsCalls;
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
import dev.kiln.workflows.registry.RegistryActivities;
import dev.kiln.workflows.registry.SuccessorWorkflow;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stores each registry as one JSON text. */
public final class StoredRegistryActivities implements RegistryActivities {
  private static final Logger LOG = LoggerFactory.getLogger(StoredRegistryActivities.class);

  /** If the channel moves this often while it writes, Temporal retries later. */
  private static final int TRIES = 5;

  private final RegistryEdits edits;
  private final ImageParameters parameters;
  private final Optional<RegistryLocation> own;

  /**
   * Creates the activities.
   *
   * @param own the registry whose channels always protect their images
   */
  public StoredRegistryActivities(AwsCalls aws, Optional<RegistryLocation> own) {
    this.own = own;
    this.edits = new RegistryEdits(location -> store(aws, location));
    this.parameters = new ImageParameters(aws);
  }

  private static RegistryStore store(AwsCalls aws, RegistryLocation location) {
    return location
        .object()
        .<RegistryStore>map(object -> new BucketRegistryStore(aws, location, object))
        .orElseGet(() -> new FileRegistryStore(Path.of(location.path())));
  }

  @Override
  public Registry readOverview(RegistryLocation registry) {
    return edits.read(registry).overview();
  }

  @Override
  public Optional<RegisteredTemplate> readTemplate(RegistryLocation registry, String template) {
    return edits.read(registry).template(template);
  }

  @Override
  public List<Successor> findSuccessors(SuccessorWorkflow.Query query) {
    return edits.read(query.registry()).successors(query.channel(), query.images());
  }

  @Override
  public List<ImageUse> findChannelUses(
      Optional<RegistryLocation> registry, List<RegionalAmi> images) {
    ChannelUses uses = new ChannelUses(Set.copyOf(images));
    return Stream.concat(registry.stream(), own.stream())
        .distinct()
        .flatMap(location -> uses.in(edits.read(location)).stream())
        .distinct()
        .toList();
  }

  @Override
  public Release recordRelease(RegistryActivities.ReleaseOrder order) {
    Registry after =
        edits.edit(
            order.registry(),
            registry -> registry.record(order.template(), order.card(), order.release()));
    Release recorded = after.named(order.template(), order.release());
    LOG.info(
        "event=release_recorded template={} release={} registry={}",
        order.template(),
        recorded.id(),
        order.registry());
    return recorded;
  }

  @Override
  public Release nameRelease(RegistryActivities.ReleaseOrder order) {
    return edits.read(order.registry()).named(order.template(), order.release());
  }

  @Override
  public RegistryActivities.ChannelMoved moveChannel(RegistryActivities.ChannelOrder order) {
    Registry after =
        edits.edit(
            order.registry(),
            registry ->
                mayMove(registry, order)
                    ? registry.move(
                        order.template(), order.channel(), order.move(), order.validated())
                    : registry);
    boolean moved =
        channel(after, order).filter(channel -> channel.has(order.move().by())).isPresent();
    LOG.info(
        "event=channel_moved template={} channel={} release={} moved={} registry={}",
        order.template(),
        order.channel(),
        order.move().release(),
        moved,
        order.registry());
    return moved
        ? RegistryActivities.ChannelMoved.MOVED
        : RegistryActivities.ChannelMoved.OVERTAKEN;
  }

  @Override
  public List<RegistryActivities.PublishedParameter> publishParameters(
      RegistryActivities.ParameterOrder order) {
    Optional<Release> now = pointedTo(order);
    for (int i = 0; i < TRIES; i++) {
      List<RegistryActivities.PublishedParameter> published = parameters.publish(order, now);
      Optional<Release> later = pointedTo(order);
      if (later.equals(now)) {
        return published;
      }
      now = later;
    }
    throw FailureType.CLOUD_UNAVAILABLE.failure(
        "%s of %s keeps moving; Kiln tries again".formatted(order.channel(), order.template()));
  }

  private Optional<Release> pointedTo(RegistryActivities.ParameterOrder order) {
    return edits
        .read(order.registry())
        .template(order.template())
        .flatMap(known -> known.in(order.channel()));
  }

  private static boolean mayMove(Registry registry, RegistryActivities.ChannelOrder order) {
    return channel(registry, order).map(Channel::release).equals(order.move().previous());
  }

  private static Optional<Channel> channel(
      Registry registry, RegistryActivities.ChannelOrder order) {
    return registry
        .template(order.template())
        .flatMap(known -> Optional.ofNullable(known.channels().get(order.channel())));
  }
}
