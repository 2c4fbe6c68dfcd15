package dev.kiln.cli.json;

import dev.kiln.model.image.ImageNode;
import dev.kiln.model.image.ImageTree;
import dev.kiln.model.image.KilnImage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Trees of images, as {@code ami tree} gives them. */
public final class TreeDocument {
  private TreeDocument() {}

  /** The document of some trees out of all images. */
  public static Map<String, Object> of(List<ImageNode> roots, ImageTree tree) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("minutes_saved", tree.minutesSaved());
    document.put("trees", roots.stream().map(TreeDocument::node).toList());
    return document;
  }

  private static Map<String, Object> node(ImageNode node) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("ami", node.ami().value());
    document.put("name", node.image().map(KilnImage::name));
    document.put("template", node.image().map(image -> image.key().template()).or(node::template));
    document.put("stored_bytes", node.image().flatMap(KilnImage::fullSizeBytes));
    document.put("added_bytes", node.addedBytes());
    document.put("build_minutes", node.image().flatMap(KilnImage::buildMinutes));
    document.put("next", node.next().stream().map(TreeDocument::node).toList());
    return document;
  }
}
