package dev.kiln.model.drawing;

import dev.kiln.model.image.ImageNode;
import dev.kiln.model.image.ImageTrees;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Trees of images as a Mermaid flowchart, which many wikis and code hosts draw. */
public final class TreeMermaid {
  private TreeMermaid() {}

  /** The whole chart. */
  public static String of(ImageTrees trees) {
    ImageGraph graph = ImageGraph.of(trees);
    boolean regions = trees.manyRegions();
    StringBuilder out = new StringBuilder("flowchart LR\n");
    for (int i = 0; i < graph.boxes().size(); i++) {
      ImageNode node = graph.boxes().get(i);
      List<String> lines = BoxText.lines(node, regions);
      out.append("  n%d[\"".formatted(i))
          .append(lines.stream().map(TreeMermaid::escaped).collect(Collectors.joining("<br/>")))
          .append("\"]:::")
          .append(node.isCopy() ? "copy" : node.standing().name().toLowerCase(Locale.ROOT))
          .append('\n');
    }
    for (ImageGraph.Arrow arrow : graph.arrows()) {
      String line = arrow.copy() ? "-. copy .->" : "-->";
      out.append("  n%d %s n%d\n".formatted(arrow.from(), line, arrow.to()));
    }
    return out.append(
            """
              classDef ours fill:#e8f1fc,stroke:#2f6fb7,color:#12263f
              classDef copy fill:#e6f6f1,stroke:#1f8a6d,color:#12263f,stroke-dasharray:5 4
              classDef base fill:#f0f1f3,stroke:#7b8794,color:#12263f
              classDef elsewhere fill:#f0f1f3,stroke:#2f6fb7,color:#12263f
              classDef gone fill:#fdecea,stroke:#c0392b,color:#12263f
              classDef unseen fill:#f0f1f3,stroke:#7b8794,color:#12263f
            """)
        .toString();
  }

  /** Mermaid reads character codes for characters that would end the text or be markup. */
  private static String escaped(String text) {
    StringBuilder safe = new StringBuilder();
    text.codePoints()
        .forEach(
            point -> {
              if (point < ' ' || "\"#<>&;`\\".indexOf(point) >= 0) {
                safe.append('#').append(point).append(';');
              } else {
                safe.appendCodePoint(point);
              }
            });
    return safe.toString();
  }
}
