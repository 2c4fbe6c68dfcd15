package dev.kiln.model.source;

/** How serious a problem is. */
public enum Severity {
  /** It stops the build. */
  ERROR,
  /** It deserves a change, but the build continues. */
  WARNING
}
