package dev.kiln.workflows.image;

import dev.kiln.model.InstanceId;
import dev.kiln.model.Region;
import java.util.Optional;

/**
 * What a run may leave behind when it ends.
 *
 * @param buildId everything the run created carries it as a tag
 * @param builder the builder, if the run came to know its id: a tag may be visible later than that
 * @param keepBuilder leave the builder as it is, for someone to look at
 * @param keepImage the image is good and stays
 */
public record Leftovers(
    Region region,
    String buildId,
    Optional<InstanceId> builder,
    boolean keepBuilder,
    boolean keepImage) {}
