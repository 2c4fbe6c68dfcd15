package dev.kiln.model.registry;

import dev.kiln.model.AmiId;
import dev.kiln.model.Architecture;
import dev.kiln.model.Region;
import java.util.Optional;

/**
 * The successor of an image from an earlier release.
 *
 * @param release the current release of the channel, for display
 * @param next the image of that release in the same region and architecture, if it has one
 */
public record Successor(
    AmiId ami,
    String template,
    Region region,
    Architecture architecture,
    String release,
    Optional<AmiId> next) {}
