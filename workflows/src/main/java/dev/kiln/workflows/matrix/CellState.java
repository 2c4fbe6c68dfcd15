package dev.kiln.workflows.matrix;

/** What can become of one image in one region. */
public enum CellState {
  WAITING,
  BUILDING,
  BUILT,
  REUSED,
  COPIED,
  FAILED,
  /** It was not begun, since a layer below it failed. */
  SKIPPED,
  CANCELLED;

  /** Whether nothing more will happen to it. */
  public boolean isSettled() {
    return this != WAITING && this != BUILDING;
  }

  /** Whether the image is there. */
  public boolean isThere() {
    return this == BUILT || this == REUSED || this == COPIED;
  }
}
