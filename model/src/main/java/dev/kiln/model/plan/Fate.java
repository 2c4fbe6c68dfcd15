package dev.kiln.model.plan;

/** What a build does with a layer. */
public enum Fate {
  /** The image exists and is current. */
  HIT("reuse", false),
  /** The image exists, but its base is outdated; the build uses it anyway. */
  STALE("reuse, stale", false),
  /** The image exists in another configured region; the build copies it from there. */
  COPY("copy", false),
  /** Another build is making the image; this one waits for it. */
  PENDING("wait", false),
  /** There is no image. */
  MISS("build", true),
  /** The existing image is unusable. */
  FAILED("build over a failed image", true),
  /** The image exists, but the user asked to build it again. */
  REBUILD("rebuild", true),
  /** No layer to build needs it. */
  SKIPPED("not needed", false);

  private final String word;
  private final boolean built;

  Fate(String word, boolean built) {
    this.word = word;
    this.built = built;
  }

  /** In a few words, for display. */
  public String word() {
    return word;
  }

  /** Whether a builder is launched. */
  public boolean built() {
    return built;
  }
}
