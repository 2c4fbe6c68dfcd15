package dev.kiln.model.registry;

import dev.kiln.model.AmiId;
import dev.kiln.model.Architecture;
import dev.kiln.model.Region;
import java.util.Optional;

/**
 * What follows an image of an earlier release.
 *
 * @param release what the channel points to now, for people
 * @param next the image of that release in the same region and architecture, if it has one
 */
public record Successor(
    AmiId ami,
    String template,
    Region region,
    Architecture architecture,
    String release,
    Optional<AmiId> next) {}
