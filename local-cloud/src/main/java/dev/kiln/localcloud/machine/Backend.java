package dev.kiln.localcloud.machine;

/**
 * How scripts are executed here. Every {@link Execution} names it, since its limits apply to the
 * result.
 */
public enum Backend {
  /** As root: an overlay mount in namespaces of its own. */
  ROOT_OVERLAY("root overlay"),
  /** Without root: the same inside a user namespace. */
  USER_NAMESPACE_OVERLAY("user-namespace overlay"),
  /** As root without the right to mount: a full copy of the layers, and {@code chroot}. */
  COPY_CHROOT("copy and chroot"),
  /** Scripts are not executed at all, and their results say so. */
  NONE("none");

  private final String label;

  Backend(String label) {
    this.label = label;
  }

  /** Whether scripts really run. */
  public boolean executes() {
    return this != NONE;
  }

  /** The name shown to users. */
  @Override
  public String toString() {
    return label;
  }
}
