package dev.kiln.model.registry;

import java.util.Locale;

/** A condition for moving a channel. */
public enum Rule {
  /** Every image can be launched; no one can waive this. */
  AVAILABLE,
  /** Every image has passed its checks on a test instance. */
  VALIDATED,
  /** Everyone who could launch the old images can launch the new ones. */
  SHARED,
  /** The new release covers every region and architecture of the old one. */
  REGIONS;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
