package dev.kiln.model.plan;

/** What a build does about a layer. */
public enum Fate {
  /** The image is there and current. */
  HIT("reuse", false),
  /** The image is there, on a base that is no longer the current one; it is used all the same. */
  STALE("reuse, stale", false),
  /** The image is in another of our regions, and is copied from there. */
  COPY("copy", false),
  /** Somebody is making it; the build waits for it. */
  PENDING("wait", false),
  /** There is no image. */
  MISS("build", true),
  /** The image there is unusable. */
  FAILED("build over a failed image", true),
  /** The image is there, and making it anew was asked for. */
  REBUILD("rebuild", true),
  /** Nothing that is built needs it. */
  SKIPPED("not needed", false);

  private final String word;
  private final boolean built;

  Fate(String word, boolean built) {
    this.word = word;
    this.built = built;
  }

  /** In a word or two, for display. */
  public String word() {
    return word;
  }

  /** Whether a builder is launched. */
  public boolean built() {
    return built;
  }
}
