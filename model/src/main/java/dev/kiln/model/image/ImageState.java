package dev.kiln.model.image;

/** An image's state, reduced to what a build decides by. */
public enum ImageState {
  /** Ready for use. */
  AVAILABLE,
  /** Still being made. */
  PENDING,
  /** Made, and not to be used before it has passed its boot test. */
  UNTESTED,
  /** Never to be used: failed, in error, invalid, disabled or deregistered. */
  UNUSABLE
}
