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

/** Reading and changing a registry, wherever it is kept. */
@ActivityInterface
public interface RegistryActivities {
  /** All templates, without their releases. */
  Registry readOverview(RegistryLocation registry);

  /** What is known of one template. */
  Optional<RegisteredTemplate> readTemplate(RegistryLocation registry, String template);

  /**
   * Adds a release; one of the same images is there only once.
   *
   * @return the release under the id that it has
   */
  Release recordRelease(ReleaseOrder order);

  /** The same without adding it. */
  Release nameRelease(ReleaseOrder order);

  /** Moves a channel if it still points to what the order says; a move done twice is one move. */
  ChannelMoved moveChannel(ChannelOrder order);

  /** What follows those of the images that the registry knows as earlier ones. */
  List<Successor> findSuccessors(SuccessorWorkflow.Query query);

  /**
   * The channels that need any of the images, in the registry that is named and in that of the
   * worker.
   */
  List<ImageUse> findChannelUses(Optional<RegistryLocation> registry, List<RegionalAmi> images);

  /**
   * Makes the parameters of a region say what the channel points to by the time it is done: of
   * several at once, whichever is last, they end up right.
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
   * A move of a channel that was judged to be allowed.
   *
   * @param move its {@code previous} is what the channel must still point to
   * @param validated images that have passed their checks since they were recorded
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

  /** What became of a move. */
  enum ChannelMoved {
    MOVED,
    /** Somebody else has moved the channel since it was looked at; judge anew. */
    OVERTAKEN
  }

  /** The parameters of one channel in one region, to be made what the registry says. */
  record ParameterOrder(
      RegistryLocation registry,
      String template,
      ChannelName channel,
      ParameterPrefix prefix,
      Region region) {}

  /**
   * What became of a parameter.
   *
   * @param name of the parameter, or of the prefix if nothing could be done in the region
   * @param ami what it says now; absent if it was removed
   * @param problem why it does not say so
   */
  record PublishedParameter(
      Region region, String name, Optional<AmiId> ami, Optional<String> problem) {}
}
