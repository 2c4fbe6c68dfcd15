package dev.kiln.model.image;

import dev.kiln.model.Architecture;
import dev.kiln.model.Region;
import dev.kiln.model.TemplateHash;

/**
 * What makes two images interchangeable. Its {@link #workflowId} is the lock: every build of this
 * image runs under that id, so only one runs at a time.
 */
public record ImageKey(
    String template, TemplateHash hash, Architecture architecture, Region region) {

  /** The same image in another region. */
  public ImageKey in(Region other) {
    return new ImageKey(template, hash, architecture, other);
  }

  /** Only {@code [a-z0-9._-]}: other characters have broken links in the Temporal Web UI. */
  public String workflowId() {
    return "image-" + template + "-" + hash + "-" + architecture + "-" + region;
  }
}
