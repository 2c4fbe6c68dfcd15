package dev.kiln.workflows.copy;

/** Where an image stands in one region. */
public enum RegionState {
  /** Not begun: the image is not there yet, or others are copied first. */
  WAITING,
  /** Being copied, by this build's run or one that it shares. */
  COPYING,
  /** Copied. */
  COPIED,
  /** It was there. */
  REUSED,
  /** Made here; the copies are of this one. */
  BUILT,
  /** It could not be copied; the other regions are not harmed. */
  FAILED,
  /** Cancelled while it was copied; what this build alone had begun is removed. */
  CANCELLED;

  /** Whether more will happen to it. */
  public boolean isUnderWay() {
    return this == WAITING || this == COPYING;
  }
}
