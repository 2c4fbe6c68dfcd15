package dev.kiln.model.template;

import java.util.Locale;

/** The installers of packages, in the order in which they run. */
public enum PackageKind {
  SYSTEM,
  SPACK,
  CONDA,
  PIP;

  /** The key under {@code packages}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
