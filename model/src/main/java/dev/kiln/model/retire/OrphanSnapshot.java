package dev.kiln.model.retire;

import dev.kiln.model.Region;
import java.time.Instant;

/**
 * A snapshot of ours that no image holds any more.
 *
 * @param madeFor the image it was taken for, by its description; empty if that does not say
 */
public record OrphanSnapshot(
    Region region, String id, String madeFor, Instant created, long bytes) {}
