package dev.kiln.workflows.registry;

import dev.kiln.model.Region;
import dev.kiln.model.registry.ChannelName;
import dev.kiln.model.registry.ParameterPrefix;
import dev.kiln.model.registry.RegistryLocation;

/** The parameters of one channel in one region, to be made what the registry says. */
public record ParameterOrder(
    RegistryLocation registry,
    String template,
    ChannelName channel,
    ParameterPrefix prefix,
    Region region) {}
