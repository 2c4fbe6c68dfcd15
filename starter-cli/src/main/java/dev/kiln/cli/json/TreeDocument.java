package dev.kiln.cli.json;

import dev.kiln.model.image.ImageNode;
import dev.kiln.model.image.ImageTrees;
import dev.kiln.model.image.KilnImage;
import dev.kiln.model.image.TreeTotals;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Trees of images, as {@code ami tree} gives them. */
public final class TreeDocument {
  private TreeDocument() {}

  /** The document of some trees. */
  public static Map<String, Object> of(ImageTrees trees) {
    TreeTotals totals = TreeTotals.of(trees);
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("direction", trees.direction().name().toLowerCase(Locale.ROOT));
    document.put("minutes_saved", totals.minutesSaved());
    document.put("stored_bytes", totals.bytes());
    document.put("stored_exactly", totals.exact());
    document.put("unshared_bytes", totals.bytesAlone());
    document.put("unknown_sizes", totals.unknownSizes());
    document.put("dependents", trees.dependents());
    document.put("trees", nodes(trees.roots()));
    return document;
  }

  private static List<Map<String, Object>> nodes(List<ImageNode> nodes) {
    return nodes.stream().map(TreeDocument::node).toList();
  }

  private static Map<String, Object> node(ImageNode node) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("ami", node.ami().value());
    document.put("region", node.region().value());
    document.put("standing", node.standing().name().toLowerCase(Locale.ROOT));
    document.put("name", node.image().map(KilnImage::name).or(node::name));
    document.put("template", node.image().map(image -> image.key().template()));
    document.put("state", node.image().map(image -> image.state().name().toLowerCase(Locale.ROOT)));
    document.put("copied_from", node.image().flatMap(KilnImage::copiedFrom));
    document.put("stored_bytes", node.image().flatMap(KilnImage::fullSizeBytes));
    document.put("added_bytes", node.added().map(ImageNode.Added::bytes));
    document.put("added_measured", node.added().map(ImageNode.Added::measured));
    document.put("build_minutes", node.image().flatMap(KilnImage::buildMinutes));
    document.put("next", nodes(node.next()));
    return document;
  }
}
