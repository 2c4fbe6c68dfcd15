package dev.kiln.workflows.registry;

import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import java.util.Optional;

/**
 * What became of a parameter.
 *
 * @param name of the parameter, or of the prefix if nothing could be done in the region
 * @param ami what it says now; absent if it was removed
 * @param problem why it does not say so
 */
public record PublishedParameter(
    Region region, String name, Optional<AmiId> ami, Optional<String> problem) {}
