package dev.kiln.cli.json;

import dev.kiln.model.diff.Change;
import dev.kiln.model.diff.ImageDiff;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The difference between two images, as {@code ami diff} gives it. */
public final class DiffDocument {
  private DiffDocument() {}

  /** The document of a difference. */
  public static Map<String, Object> of(ImageDiff diff) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("same", diff.same());
    document.put("left", ImageDocument.of(diff.left()));
    document.put("right", ImageDocument.of(diff.right()));
    document.put("properties", changes(diff.facts()));
    document.put("layers", changes(diff.layers()));
    document.put("versions", changes(diff.versions()));
    document.put("tags", changes(diff.tags()));
    document.put("content_untold", diff.content().untold());
    document.put("base_unlisted", diff.content().unlistedBase());
    document.put("file_changes", diff.content().fileChanges());
    document.put("files", changes(diff.content().files()));
    document.put("packages", diff.content().packages().map(DiffDocument::changes));
    return document;
  }

  private static List<Map<String, Optional<String>>> changes(List<Change> changes) {
    return changes.stream().map(DiffDocument::change).toList();
  }

  private static Map<String, Optional<String>> change(Change change) {
    Map<String, Optional<String>> document = new LinkedHashMap<>();
    document.put("what", Optional.of(change.what()));
    document.put("left", change.left());
    document.put("right", change.right());
    return document;
  }
}
