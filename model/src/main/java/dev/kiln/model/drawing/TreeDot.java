package dev.kiln.model.drawing;

import dev.kiln.model.image.ImageNode;
import dev.kiln.model.image.ImageTrees;
import java.util.stream.Collectors;

/** Trees of images in the language of Graphviz. */
public final class TreeDot {
  private TreeDot() {}

  /** The whole graph. */
  public static String of(ImageTrees trees) {
    ImageGraph graph = ImageGraph.of(trees);
    boolean regions = trees.manyRegions();
    StringBuilder out =
        new StringBuilder(
            """
            digraph images {
              rankdir=LR
              node [shape=box, style="rounded,filled", fontname="sans-serif", fontsize=11]
              edge [color="#7b8794", fontname="sans-serif", fontsize=10]
            """);
    for (int i = 0; i < graph.boxes().size(); i++) {
      ImageNode node = graph.boxes().get(i);
      String label =
          BoxText.lines(node, regions).stream()
              .map(TreeDot::escaped)
              .collect(Collectors.joining("\\n"));
      out.append("  n%d [label=\"%s\", %s]\n".formatted(i, label, look(node)));
    }
    for (ImageGraph.Arrow arrow : graph.arrows()) {
      String copy = arrow.copy() ? " [style=dashed, label=\"copy\"]" : "";
      out.append("  n%d -> n%d%s\n".formatted(arrow.from(), arrow.to(), copy));
    }
    return out.append("}\n").toString();
  }

  private static String look(ImageNode node) {
    if (node.isCopy()) {
      return "fillcolor=\"#e6f6f1\", color=\"#1f8a6d\"";
    }
    return switch (node.standing()) {
      case OURS -> "fillcolor=\"#e8f1fc\", color=\"#2f6fb7\"";
      case BASE, ELSEWHERE, UNSEEN -> "fillcolor=\"#f0f1f3\", color=\"#7b8794\"";
      case GONE -> "fillcolor=\"#fdecea\", color=\"#c0392b\"";
    };
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\p{Cntrl}", " ");
  }
}
