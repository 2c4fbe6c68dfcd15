package dev.kiln.workflows.build;

import dev.kiln.workflows.copy.RegionState;

/** Where a layer of a build stands. */
public enum LayerState {
  /** Not looked at yet, or waiting for the layer below. */
  WAITING,
  /** About to be copied from another of our regions, or being copied. */
  COPYING,
  /** Copied from another of our regions. */
  COPIED,
  /** Being made, by this build's run or one that it shares. */
  BUILDING,
  /** Made. */
  BUILT,
  /** Found. */
  REUSED,
  /** Not there, and not missed: the layer above is whole. */
  NOT_NEEDED,
  /** It could not be made; the layers above were not begun. */
  FAILED,
  /** This build was cancelled while it waited; the layer is made all the same if others wait. */
  CANCELLED;

  /** The same for the image of the top layer, in the region that is built in. */
  public RegionState inRegion() {
    return switch (this) {
      case BUILT -> RegionState.BUILT;
      case COPIED -> RegionState.COPIED;
      default -> RegionState.REUSED;
    };
  }
}
