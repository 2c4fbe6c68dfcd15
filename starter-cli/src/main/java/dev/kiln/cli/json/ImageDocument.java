package dev.kiln.cli.json;

import dev.kiln.model.image.KilnImage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** An image, as {@code ami list}, {@code ami describe} and {@code ami status} give it. */
public final class ImageDocument {
  private ImageDocument() {}

  /**
   * The document of one image with what it costs.
   *
   * @param dollarsPerMonth for the storage of its snapshots
   */
  public static Map<String, Object> status(KilnImage image, double dollarsPerMonth) {
    Map<String, Object> document = of(image);
    document.put("storage_cost_per_month", dollarsPerMonth);
    return document;
  }

  /** The document of one image. */
  public static Map<String, Object> of(KilnImage image) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("ami", image.ami().value());
    document.put("name", image.name());
    document.put("state", image.stateWord());
    document.put("state_text", image.stateText());
    document.put("template", image.key().template());
    document.put("hash", image.key().hash().value());
    document.put("architecture", image.key().architecture().toString());
    document.put("region", image.key().region().value());
    document.put("base_ami", JsonText.text(image.baseAmi()));
    document.put("created", image.created().toString());
    document.put("size_gib", image.sizeGib());
    document.put("stored_bytes", image.fullSizeBytes());
    document.put("description", image.description());
    document.put("public", image.publicly());
    document.put("tags", new TreeMap<>(image.tags()));
    return document;
  }
}
