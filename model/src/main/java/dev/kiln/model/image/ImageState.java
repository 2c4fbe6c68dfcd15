package dev.kiln.model.image;

/** An image's state, reduced to the cases that matter to a build. */
public enum ImageState {
  /** Ready for use. */
  AVAILABLE,
  /** Still being made. */
  PENDING,
  /** Made, but not to be used until it has passed its boot test. */
  UNTESTED,
  /** Never to be used: failed, in error, invalid, disabled or deregistered. */
  UNUSABLE
}
