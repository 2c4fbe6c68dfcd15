package dev.kiln.model.image;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Draws trees of images with lines. */
public final class TreeText {
  private static final long KIB = 1024;

  private final StringBuilder out = new StringBuilder();

  private TreeText() {}

  /** One line for each image, each ended by a line feed. */
  public static String of(ImageNode root) {
    TreeText text = new TreeText();
    text.line("", root);
    text.below("", root.next());
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
    out.append(lead).append(label(node)).append('\n');
  }

  private static String label(ImageNode node) {
    if (node.image().isEmpty()) {
      return node.template()
          .map(template -> template + " (" + node.ami() + ") [not among these images]")
          .orElse(node.ami() + " [base]");
    }
    KilnImage image = node.image().get();
    String state = image.state() == ImageState.AVAILABLE ? "" : " " + image.stateText();
    return image.name() + " (" + node.ami() + ") [" + size(node, image) + "]" + state;
  }

  private static String size(ImageNode node, KilnImage image) {
    Optional<String> added = node.addedBytes().map(bytes -> "+" + bytes(bytes));
    return added
        .or(() -> image.fullSizeBytes().map(TreeText::bytes))
        .orElse(image.sizeGib() + " GiB volume");
  }

  /** A size in the unit in which it has one to three digits. */
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
