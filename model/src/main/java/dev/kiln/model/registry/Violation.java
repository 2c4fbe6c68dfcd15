package dev.kiln.model.registry;

import dev.kiln.model.Architecture;
import dev.kiln.model.Region;

/**
 * Why a channel may not move.
 *
 * @param fact the problem, and what to do about it
 */
public record Violation(Region region, Architecture architecture, Rule rule, String fact) {
  @Override
  public String toString() {
    return region + " " + architecture + ": " + fact;
  }
}
