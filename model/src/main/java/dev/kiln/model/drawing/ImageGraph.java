package dev.kiln.model.drawing;

import dev.kiln.model.AmiId;
import dev.kiln.model.image.ImageNode;
import dev.kiln.model.image.ImageTrees;
import dev.kiln.model.image.ImageTrees.Direction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Trees as boxes and arrows: every arrow leads from an image to one made from it, in either
 * direction of the trees.
 *
 * @param boxes each image once, numbered from 0 in this order
 */
record ImageGraph(List<ImageNode> boxes, List<Arrow> arrows) {
  ImageGraph {
    boxes = List.copyOf(boxes);
    arrows = List.copyOf(arrows);
  }

  /** From one box to another, by their numbers. */
  record Arrow(int from, int to, boolean copy) {}

  static ImageGraph of(ImageTrees trees) {
    Map<AmiId, Integer> numbers = new LinkedHashMap<>();
    List<ImageNode> boxes = new ArrayList<>();
    for (ImageNode node : trees.nodes()) {
      if (numbers.putIfAbsent(node.ami(), boxes.size()) == null) {
        boxes.add(node);
      }
    }
    List<Arrow> arrows = new ArrayList<>();
    for (ImageNode node : trees.nodes()) {
      for (ImageNode next : node.next()) {
        boolean down = trees.direction() == Direction.DEPENDENTS;
        ImageNode from = down ? node : next;
        ImageNode to = down ? next : node;
        arrows.add(
            new Arrow(
                numbers.getOrDefault(from.ami(), 0),
                numbers.getOrDefault(to.ami(), 0),
                to.isCopy()));
      }
    }
    return new ImageGraph(boxes, arrows);
  }
}
