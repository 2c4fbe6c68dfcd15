package dev.kiln.model.source;

/** How bad a finding is. */
public enum Severity {
  /** Nothing is built while it stands. */
  ERROR,
  /** Worth a change, yet the build goes on. */
  WARNING
}
