package dev.kiln.model.registry;

import java.util.Locale;

/** What must hold for a channel to move. */
public enum Rule {
  /** Every image can be launched; nobody can waive this. */
  AVAILABLE,
  /** Every image has passed its checks on an instance of its own. */
  VALIDATED,
  /** Whoever could launch the old images can launch the new ones. */
  SHARED,
  /** Every region and architecture that there was is there again. */
  REGIONS;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
