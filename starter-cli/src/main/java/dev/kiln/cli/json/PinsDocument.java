package dev.kiln.cli.json;

import dev.kiln.model.registry.ChannelName;
import dev.kiln.model.registry.Successor;
import dev.kiln.model.source.Position;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The images that templates pin, as {@code ami update-templates} gives them. */
public final class PinsDocument {
  /** An image that replaces another in a template. */
  public record Change(Position at, Successor successor) {}

  private PinsDocument() {}

  /** The document of the changes, planned or made. */
  public static Map<String, Object> of(ChannelName channel, List<Change> changes, boolean dryRun) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("channel", channel.value());
    document.put("status", changes.isEmpty() ? "unchanged" : dryRun ? "planned" : "changed");
    document.put("changes", changes.stream().map(PinsDocument::change).toList());
    return document;
  }

  private static Map<String, Object> change(Change change) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("file", change.at().location());
    document.put("line", change.at().line());
    document.put("column", change.at().column());
    document.put("template", change.successor().template());
    document.put("region", change.successor().region().value());
    document.put("architecture", change.successor().architecture().toString());
    document.put("from", change.successor().ami().value());
    document.put("to", JsonText.text(change.successor().next()));
    return document;
  }
}
