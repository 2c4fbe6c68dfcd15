package dev.kiln.workflows.registry;

import dev.kiln.model.AmiId;
import dev.kiln.model.registry.Channel;
import dev.kiln.model.registry.ChannelName;
import dev.kiln.model.registry.RegistryLocation;
import java.util.Set;

/**
 * A move of a channel that was judged to be allowed.
 *
 * @param move its {@code previous} is what the channel must still point to
 * @param validated images that have passed their checks since they were recorded
 */
public record ChannelOrder(
    RegistryLocation registry,
    String template,
    ChannelName channel,
    Channel.Move move,
    Set<AmiId> validated) {
  public ChannelOrder {
    validated = Set.copyOf(validated);
  }
}
