package dev.kiln.model.drawing;

import dev.kiln.model.image.ImageNode;
import dev.kiln.model.image.NodeText;
import java.util.List;
import java.util.stream.Stream;

/** The lines in the box of an image, empty ones left out. */
final class BoxText {
  private BoxText() {}

  static List<String> lines(ImageNode node, boolean manyRegions) {
    return Stream.of(
            NodeText.name(node),
            node.ami() + (manyRegions ? " in " + node.region() : ""),
            NodeText.size(node),
            NodeText.remark(node))
        .filter(line -> !line.isEmpty())
        .toList();
  }
}
