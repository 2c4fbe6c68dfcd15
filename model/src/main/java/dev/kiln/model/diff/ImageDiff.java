package dev.kiln.model.diff;

import dev.kiln.model.image.ImageTags;
import dev.kiln.model.image.ImageTree;
import dev.kiln.model.image.KilnImage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How two images differ, in their records and in their contents.
 *
 * @param facts properties, sizes among them
 * @param layers the hash of each layer, by template, and the base image below
 * @param versions of the templates; they change nothing in an image
 * @param tags the tags that the facts and layers do not already cover
 */
public record ImageDiff(
    KilnImage left,
    KilnImage right,
    List<Change> facts,
    List<Change> layers,
    List<Change> versions,
    List<Change> tags,
    ContentDiff content) {

  private static final Set<String> TOLD =
      Set.of(
          ImageTags.TEMPLATE_NAME,
          ImageTags.TEMPLATE_HASH,
          ImageTags.TEMPLATE_VERSION,
          ImageTags.ARCHITECTURE,
          ImageTags.REGION);

  public ImageDiff {
    facts = List.copyOf(facts);
    layers = List.copyOf(layers);
    versions = List.copyOf(versions);
    tags = List.copyOf(tags);
  }

  /** Compares two images of a tree. */
  public static ImageDiff of(KilnImage left, KilnImage right, ImageTree tree, ContentDiff content) {
    Pedigree before = Pedigree.of(left, tree);
    Pedigree after = Pedigree.of(right, tree);
    boolean equalHashes = left.key().hash().equals(right.key().hash());
    return new ImageDiff(
        left,
        right,
        Change.between(facts(left), facts(right)),
        equalHashes ? before.otherBase(after) : before.otherLayers(after),
        Change.between(before.versions(), after.versions()),
        Change.between(tags(left), tags(right)),
        content);
  }

  /**
   * Whether one can replace the other: same layers, same base, same architecture, and no known
   * difference in content. Names, regions, dates, versions and tags do not count.
   */
  public boolean same() {
    return left.key().architecture().equals(right.key().architecture())
        && layers.isEmpty()
        && content.same();
  }

  private static Map<String, String> facts(KilnImage image) {
    Map<String, String> facts = new HashMap<>();
    facts.put("architecture", image.key().architecture().toString());
    facts.put("created", image.created().toString());
    facts.put("name", image.name());
    facts.put("region", image.key().region().value());
    facts.put("state", image.stateText());
    image.fullSizeBytes().ifPresent(bytes -> facts.put("stored bytes", bytes.toString()));
    facts.put("template", image.key().template());
    facts.put("volume GiB", String.valueOf(image.sizeGib()));
    return facts;
  }

  private static Map<String, String> tags(KilnImage image) {
    Map<String, String> tags = new HashMap<>(image.tags());
    tags.keySet().removeAll(TOLD);
    return tags;
  }
}
