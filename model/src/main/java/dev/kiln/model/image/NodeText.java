package dev.kiln.model.image;

import dev.kiln.model.image.ImageNode.Added;
import dev.kiln.model.image.ImageNode.Standing;
import java.util.Optional;

/** The words for one image of a tree, the same in every format. */
public final class NodeText {
  private NodeText() {}

  /** Its name. */
  public static String name(ImageNode node) {
    return node.image().map(KilnImage::name).or(node::name).orElse("");
  }

  /** Its size, or why it has none, for example {@code 10 GiB, +2.0 GiB}. */
  public static String size(ImageNode node) {
    return switch (node.standing()) {
      case OURS -> node.image().map(image -> size(image, node.added())).orElse("");
      case BASE -> "base";
      case ELSEWHERE -> "in " + node.region() + ", which was not searched";
      case GONE -> "not found in " + node.region();
      case UNSEEN -> "not among these images";
    };
  }

  private static String size(KilnImage image, Optional<Added> added) {
    String full =
        image.fullSizeBytes().map(TreeText::bytes).orElse(image.sizeGib() + " GiB volume");
    return full
        + added
            .map(own -> (own.measured() ? ", +" : ", about +") + TreeText.bytes(own.bytes()))
            .orElse("");
  }

  /** Its state if it is unusable, and its source if it is a copy; empty if neither applies. */
  public static String remark(ImageNode node) {
    String state =
        node.image()
            .filter(image -> image.state() != ImageState.AVAILABLE)
            .map(image -> image.stateText())
            .orElse("");
    String copy =
        node.image()
            .flatMap(KilnImage::copiedFrom)
            .map(source -> "copy of " + source.ami() + " in " + source.region())
            .orElse("");
    return state + (state.isEmpty() || copy.isEmpty() ? "" : ", ") + copy;
  }

  /** Whether to show the region beside the name. */
  static boolean tellsRegion(ImageNode node) {
    return node.standing() != Standing.ELSEWHERE && node.standing() != Standing.GONE;
  }
}
