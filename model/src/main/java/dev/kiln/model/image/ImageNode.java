package dev.kiln.model.image;

import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import java.util.List;
import java.util.Optional;

/**
 * An image in a tree.
 *
 * @param image what is known of it, if it is one of the images that were listed
 * @param name where it is not: its name, or what the image built on it calls it
 * @param added what it stores beyond the image it was built on
 * @param next the image it comes from, or those that come from it, by the direction of the tree
 */
public record ImageNode(
    AmiId ami,
    Region region,
    Standing standing,
    Optional<KilnImage> image,
    Optional<String> name,
    Optional<Added> added,
    List<ImageNode> next) {

  public ImageNode {
    next = List.copyOf(next);
  }

  /** What an image is to us. */
  public enum Standing {
    /** One of those that were listed. */
    OURS,
    /** Made by Kiln too, in a region that was not asked. */
    ELSEWHERE,
    /** Somebody else's, which ours start from. */
    BASE,
    /** Not there any more, or no longer shared with us. */
    GONE,
    /** Nobody has looked. */
    UNSEEN
  }

  /**
   * A size beyond another's.
   *
   * @param measured whether the cloud counted the blocks that differ; else it is the difference of
   *     the full sizes, which misses what was rewritten in place
   */
  public record Added(long bytes, boolean measured) {}

  /** Whether it is a copy of another image rather than built. */
  public boolean isCopy() {
    return image.flatMap(KilnImage::copiedFrom).isPresent();
  }
}
