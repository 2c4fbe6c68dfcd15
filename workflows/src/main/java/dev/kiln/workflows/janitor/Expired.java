package dev.kiln.workflows.janitor;

import dev.kiln.model.Region;
import java.time.Instant;

/**
 * A temporary resource of Kiln's whose time is over.
 *
 * @param name its {@code Name} tag; may be empty
 * @param at when its time was over, as its {@code ExpiresAt} tag says
 */
public record Expired(Kind kind, String id, Region region, String name, Instant at) {
  /** What can expire, in the order of removal: what holds others goes first. */
  public enum Kind {
    INSTANCE,
    IMAGE,
    VOLUME,
    SNAPSHOT
  }
}
