package dev.kiln.workflows.retire;

/** What is to be done to images. */
public enum RetireAction {
  DELETE,
  DEPRECATE,
  DISABLE,
  ENABLE
}
