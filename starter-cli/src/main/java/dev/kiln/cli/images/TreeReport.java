package dev.kiln.cli.images;

import dev.kiln.cli.text.HumanText;
import dev.kiln.cli.text.Style;
import dev.kiln.model.image.ImageNode;
import dev.kiln.model.image.ImageTrees;
import dev.kiln.model.image.NodeText;
import dev.kiln.model.image.TreeText;
import dev.kiln.model.image.TreeTotals;
import java.util.ArrayList;
import java.util.List;

/** Trees of images as text, with totals and a warning about dependents. */
final class TreeReport {
  private TreeReport() {}

  /**
   * The whole report.
   *
   * @param title the line above them
   */
  static List<String> lines(String title, ImageTrees trees, Style style) {
    if (trees.roots().isEmpty()) {
      return List.of("No images.");
    }
    List<String> lines = new ArrayList<>();
    lines.add(style.bold(title));
    TreeText.of(trees).lines().forEach(lines::add);
    List<String> totals = totals(trees);
    if (!totals.isEmpty()) {
      lines.add("");
      lines.addAll(totals);
    }
    return lines;
  }

  /** The totals, as far as they are known. */
  static List<String> totals(ImageTrees trees) {
    TreeTotals totals = TreeTotals.of(trees);
    List<String> lines = new ArrayList<>();
    if (totals.bytes() > 0) {
      String shared =
          totals.bytesAlone() > totals.bytes()
              ? "delta-compressed; " + TreeText.bytes(totals.bytesAlone()) + " without sharing"
              : "delta-compressed";
      lines.add(
          "Total storage: %s%s (%s)%s"
              .formatted(
                  totals.exact() ? "" : "about ",
                  TreeText.bytes(totals.bytes()),
                  shared,
                  totals.unknownSizes() == 0
                      ? ""
                      : ", and "
                          + HumanText.count(totals.unknownSizes(), "image")
                          + " of unknown size"));
    }
    if (totals.minutesSaved() > 0) {
      lines.add(
          "Build time saved: " + HumanText.minutes(totals.minutesSaved()) + " (via layering)");
    }
    return lines;
  }

  /** A warning about the dependents of the root image; empty if there are none. */
  static List<String> warning(ImageTrees trees, Style style) {
    int dependents = trees.dependents();
    if (dependents == 0) {
      return List.of();
    }
    ImageNode root = trees.roots().get(0);
    return List.of(
        "",
        style.ahead()
            + "Warning: "
            + HumanText.count(dependents, "AMI")
            + (dependents == 1 ? " depends on " : " depend on ")
            + NodeText.name(root),
        "Deleting " + root.ami() + " will break these builds.");
  }
}
