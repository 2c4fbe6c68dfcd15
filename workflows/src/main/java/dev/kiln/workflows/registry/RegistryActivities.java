package dev.kiln.workflows.registry;

import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.registry.Channel;
import dev.kiln.model.registry.ChannelName;
import dev.kiln.model.registry.ParameterPrefix;
import dev.kiln.model.registry.RegisteredTemplate;
import dev.kiln.model.registry.Registry;
import dev.kiln.model.registry.RegistryLocation;
import dev.kiln.model.registry.Release;
import dev.kiln.model.registry.Successor;
import dev.kiln.model.retire.ImageUse;
import io.temporal.activity.ActivityInterface;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads and changes a registry, wherever it is kept. */
@ActivityInterface
public interface RegistryActivities {
  /** All templates, without their releases. */
  Registry readOverview(RegistryLocation registry);

  /** The registry's entry for one template. */
  Optional<RegisteredTemplate> readTemplate(RegistryLocation registry, String template);

  /**
   * Adds a release; a registry never lists the same images twice.
   *
   * @return the release with its final id
   */
  Release recordRelease(ReleaseOrder order);

  /** Finds the same id without adding the release. */
  Release nameRelease(ReleaseOrder order);

  /** Moves a channel if it still points to the release that the order names. Idempotent. */
  ChannelMoved moveChannel(ChannelOrder order);

  /** The successors of those images that the registry knows as earlier ones. */
  List<Successor> findSuccessors(SuccessorWorkflow.Query query);

  /** The channels that need any of the images, in the given registry and in that of the worker. */
  List<ImageUse> findChannelUses(Optional<RegistryLocation> registry, List<RegionalAmi> images);

  /**
   * Writes the channel's current AMI ids to the parameters of a region. Each call reads the channel
   * again, so the parameters end up right whichever of several calls is last.
   */
  List<PublishedParameter> publishParameters(ParameterOrder order);

  /**
   * A release to record.
   *
   * @param release its id may still change
   */
  record ReleaseOrder(
      RegistryLocation registry, String template, RegisteredTemplate.Card card, Release release) {}

  /**
   * A channel move that {@link ChannelStep} has allowed.
   *
   * @param move its {@code previous} is the release to which the channel must still point
   * @param validated the images that have passed their checks since they were recorded
   */
  record ChannelOrder(
      RegistryLocation registry,
      String template,
      ChannelName channel,
      Channel.Move move,
      Set<AmiId> validated) {
    public ChannelOrder {
      validated = Set.copyOf(validated);
    }
  }

  /** The result of a move. */
  enum ChannelMoved {
    MOVED,
    /** Somebody else has moved the channel since it was read; judge again. */
    OVERTAKEN
  }

  /** The parameters of one channel in one region, to bring up to date. */
  record ParameterOrder(
      RegistryLocation registry,
      String template,
      ChannelName channel,
      ParameterPrefix prefix,
      Region region) {}

  /**
   * The result for one parameter.
   *
   * @param name of the parameter, or the prefix if nothing could be done in the region
   * @param ami its value now; absent if it was removed
   * @param problem why it could not be written
   */
  record PublishedParameter(
      Region region, String name, Optional<AmiId> ami, Optional<String> problem) {}
}
