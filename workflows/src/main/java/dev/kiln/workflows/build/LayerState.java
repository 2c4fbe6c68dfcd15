package dev.kiln.workflows.build;

/** Where a layer of a build stands. */
public enum LayerState {
  /** Not looked at yet, or waiting for the layer below. */
  WAITING,
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
  CANCELLED
}
