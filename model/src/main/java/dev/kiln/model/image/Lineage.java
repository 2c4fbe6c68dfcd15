package dev.kiln.model.image;

import java.util.List;
import java.util.stream.Stream;

/** Facts about the origin of images that their tags do not contain. */
public record Lineage(List<ForeignImage> foreign, List<AddedBytes> added) {
  /** The cloud was not asked. */
  public static final Lineage UNASKED = new Lineage(List.of(), List.of());

  public Lineage {
    foreign = List.copyOf(foreign);
    added = List.copyOf(added);
  }

  /** Both together. */
  public Lineage and(Lineage other) {
    return new Lineage(
        Stream.concat(foreign.stream(), other.foreign.stream()).toList(),
        Stream.concat(added.stream(), other.added.stream()).toList());
  }
}
