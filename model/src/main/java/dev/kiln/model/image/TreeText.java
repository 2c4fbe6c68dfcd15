package dev.kiln.model.image;

import java.util.List;
import java.util.Locale;

/** Draws trees of images with lines. */
public final class TreeText {
  private static final long KIB = 1024;

  private final StringBuilder out = new StringBuilder();
  private final boolean regions;

  private TreeText(boolean regions) {
    this.regions = regions;
  }

  /** One line per image, each with a line feed. */
  public static String of(ImageTrees trees) {
    TreeText text = new TreeText(trees.manyRegions());
    for (ImageNode root : trees.roots()) {
      text.line("", root);
      text.below("", root.next());
    }
    return text.out.toString();
  }

  private void below(String indent, List<ImageNode> nodes) {
    for (int i = 0; i < nodes.size(); i++) {
      boolean last = i == nodes.size() - 1;
      line(indent + (last ? "└─ " : "├─ "), nodes.get(i));
      below(indent + (last ? "   " : "│  "), nodes.get(i).next());
    }
  }

  private void line(String lead, ImageNode node) {
    String name = NodeText.name(node);
    String remark = NodeText.remark(node);
    out.append(lead)
        .append(name.isEmpty() ? node.ami() : name + " (" + node.ami() + ")")
        .append(" [")
        .append(NodeText.size(node))
        .append(']')
        .append(regions && NodeText.tellsRegion(node) ? " in " + node.region() : "")
        .append(remark.isEmpty() ? "" : ", " + remark)
        .append('\n');
  }

  /** A size, in the unit that needs one to three digits. */
  public static String bytes(long bytes) {
    String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
    double value = bytes;
    int unit = 0;
    while (value >= KIB && unit < units.length - 1) {
      value /= KIB;
      unit++;
    }
    String form = unit == 0 || value >= 10 ? "%.0f %s" : "%.1f %s";
    return String.format(Locale.ROOT, form, value, units[unit]);
  }
}
