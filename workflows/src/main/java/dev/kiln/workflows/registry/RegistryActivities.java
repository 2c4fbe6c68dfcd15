package dev.kiln.workflows.registry;

import dev.kiln.model.RegionalAmi;
import dev.kiln.model.registry.RegisteredTemplate;
import dev.kiln.model.registry.Registry;
import dev.kiln.model.registry.RegistryLocation;
import dev.kiln.model.registry.Release;
import dev.kiln.model.registry.Successor;
import dev.kiln.model.retire.ImageUse;
import io.temporal.activity.ActivityInterface;
import java.util.List;
import java.util.Optional;

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
  List<Successor> findSuccessors(SuccessorQuery query);

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
}
