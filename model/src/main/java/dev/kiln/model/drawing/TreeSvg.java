package dev.kiln.model.drawing;

import dev.kiln.model.image.ImageNode;
import dev.kiln.model.image.ImageTrees;
import dev.kiln.model.image.NodeText;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;

/** Trees of images as a self-contained picture, light or dark to match the reader's theme. */
public final class TreeSvg {
  private static final int MARGIN = 24;
  private static final int GAP = 56;
  private static final int ROW_GAP = 18;
  private static final int LINE = 17;
  private static final int PADDING = 14;
  private static final int LONGEST = 52;
  private static final double LETTER = 7.4;
  private static final double SMALL_LETTER = 6.7;

  private static final String STYLE =
      """
      <style>
        .card{fill:#fff;stroke:#d5dbe3}
        .name{font:600 13px system-ui,sans-serif;fill:#12263f}
        .id{font:11px ui-monospace,monospace;fill:#5b6b7f}
        .fact{font:12px system-ui,sans-serif;fill:#33475f}
        .total{font:12px system-ui,sans-serif;fill:#5b6b7f}
        .line{fill:none;stroke:#9aa7b6;stroke-width:1.5}
        .dashed{stroke-dasharray:5 4}
        .ours{fill:#2f6fb7}.copy{fill:#1f8a6d}.gone{fill:#c0392b}
        .base,.elsewhere,.unseen{fill:#9aa7b6}
        @media (prefers-color-scheme:dark){
          .card{fill:#1b2430;stroke:#344253}.name{fill:#e8eef5}.id,.total{fill:#9fb0c3}
          .fact{fill:#c6d2df}.line{stroke:#5d6f84}
        }
      </style>
      """;

  private final ImageGraph graph;
  private final TreeLayout layout;
  private final boolean regions;
  private final int boxWidth;
  private final int boxHeight;
  private final StringBuilder out = new StringBuilder();

  private TreeSvg(ImageTrees trees) {
    graph = ImageGraph.of(trees);
    layout = TreeLayout.of(graph);
    regions = trees.manyRegions();
    boxWidth = 2 * PADDING + most(lines -> (int) Math.ceil(width(lines)), 150);
    boxHeight = 2 * PADDING + LINE * most(List::size, 1) - 4;
  }

  /**
   * The whole picture.
   *
   * @param captions lines below it
   */
  public static String of(ImageTrees trees, List<String> captions) {
    return new TreeSvg(trees).draw(captions);
  }

  private int most(ToIntFunction<List<String>> measure, int least) {
    return graph.boxes().stream().map(this::lines).mapToInt(measure).max().orElse(least);
  }

  private List<String> lines(ImageNode node) {
    return BoxText.lines(node, regions).stream().map(TreeSvg::shortened).toList();
  }

  private static double width(List<String> lines) {
    double widest = 0;
    for (int i = 0; i < lines.size(); i++) {
      widest = Math.max(widest, lines.get(i).length() * (i == 0 ? LETTER : SMALL_LETTER));
    }
    return widest;
  }

  private String draw(List<String> captions) {
    int width = 2 * MARGIN + layout.columns() * (boxWidth + GAP) - GAP;
    int trees = (int) Math.ceil(layout.rows() * (boxHeight + ROW_GAP)) - ROW_GAP;
    int height =
        2 * MARGIN + trees + (captions.isEmpty() ? 0 : MARGIN / 2 + LINE * captions.size());
    out.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" role="img" aria-label="Images and what they were built on">
        """
            .formatted(Math.max(width, 2 * MARGIN + 420), height));
    out.append(STYLE);
    graph.arrows().forEach(this::arrow);
    for (int box = 0; box < graph.boxes().size(); box++) {
      box(box);
    }
    int below = MARGIN + trees + MARGIN / 2;
    for (String caption : captions) {
      below += LINE;
      text("total", MARGIN, below, caption);
    }
    return out.append("</svg>\n").toString();
  }

  private double left(int box) {
    return MARGIN + layout.column().get(box) * (double) (boxWidth + GAP);
  }

  private double top(int box) {
    return MARGIN + layout.row().get(box) * (boxHeight + ROW_GAP);
  }

  private void arrow(ImageGraph.Arrow arrow) {
    double x1 = left(arrow.from()) + boxWidth;
    double y1 = top(arrow.from()) + boxHeight / 2.0;
    double x2 = left(arrow.to());
    double y2 = top(arrow.to()) + boxHeight / 2.0;
    double middle = (x1 + x2) / 2;
    out.append(
        String.format(
            Locale.ROOT,
            "<path class=\"line%s\" d=\"M%.1f %.1fC%.1f %.1f %.1f %.1f %.1f %.1f\"/>\n",
            arrow.copy() ? " dashed" : "",
            x1,
            y1,
            middle,
            y1,
            middle,
            y2,
            x2,
            y2));
  }

  private void box(int number) {
    ImageNode node = graph.boxes().get(number);
    double x = left(number);
    double y = top(number);
    String kind = node.isCopy() ? "copy" : node.standing().name().toLowerCase(Locale.ROOT);
    out.append("<g><title>").append(escaped(NodeText.name(node) + " " + node.ami()));
    out.append("</title>\n");
    out.append(rectangle("card", x, y, boxWidth, 8));
    out.append(rectangle(kind, x, y + 8, 4, 2));
    List<String> lines = lines(node);
    boolean named = !NodeText.name(node).isEmpty();
    for (int i = 0; i < lines.size(); i++) {
      int role = i + (named ? 0 : 1);
      String style = role == 0 ? "name" : role == 1 ? "id" : "fact";
      text(style, x + PADDING, y + PADDING + 10 + i * (double) LINE, lines.get(i));
    }
    out.append("</g>\n");
  }

  private String rectangle(String style, double x, double y, int width, int radius) {
    double height = radius == 8 ? boxHeight : boxHeight - 16;
    return String.format(
        Locale.ROOT,
        "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%d\" height=\"%.1f\" rx=\"%d\"/>\n",
        style,
        x,
        y,
        width,
        height,
        radius);
  }

  private void text(String style, double x, double y, String text) {
    out.append(
        String.format(
            Locale.ROOT,
            "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>\n",
            style,
            x,
            y,
            escaped(text)));
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replaceAll("\\p{Cntrl}", " ");
  }
}
