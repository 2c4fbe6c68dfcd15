package dev.kiln.model.image;

import java.util.List;

/** What the tags of images do not tell about where they come from. */
public record Lineage(List<ForeignImage> foreign, List<AddedBytes> added) {
  /** Nothing was asked. */
  public static final Lineage UNASKED = new Lineage(List.of(), List.of());

  public Lineage {
    foreign = List.copyOf(foreign);
    added = List.copyOf(added);
  }
}
