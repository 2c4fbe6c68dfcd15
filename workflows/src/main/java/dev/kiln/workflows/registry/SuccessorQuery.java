package dev.kiln.workflows.registry;

import dev.kiln.model.AmiId;
import dev.kiln.model.registry.ChannelName;
import dev.kiln.model.registry.RegistryLocation;
import java.util.List;

/** Which images to find successors of, in a channel. */
public record SuccessorQuery(RegistryLocation registry, ChannelName channel, List<AmiId> images) {
  public SuccessorQuery {
    images = images.stream().distinct().sorted().toList();
  }
}
