package dev.kiln.model.retire;

import dev.kiln.model.Region;
import java.time.Instant;

/**
 * A snapshot of Kiln that no image uses any more.
 *
 * @param madeFor the image it was taken for, from its description; empty if unknown
 */
public record OrphanSnapshot(
    Region region, String id, String madeFor, Instant created, long bytes) {}
