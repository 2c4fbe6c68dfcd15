package dev.kiln.model.diff;

import dev.kiln.model.AmiId;
import dev.kiln.model.image.ImageNode;
import dev.kiln.model.image.ImageTags;
import dev.kiln.model.image.ImageTree;
import dev.kiln.model.image.KilnImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The layers and the base image that an image was built from.
 *
 * @param hashes of its layers by template; the image id if a layer's image no longer exists
 * @param versions of its layers by template, if they have one
 * @param base the vendor's image, if the chain of images reaches down to it
 */
record Pedigree(Map<String, String> hashes, Map<String, String> versions, Optional<Base> base) {

  /** A vendor's image: its name is the same in every region, its id is not. */
  record Base(AmiId ami, Optional<String> name) {
    boolean differsFrom(Base other) {
      boolean named = name.isPresent() && other.name.isPresent();
      return named ? !name.equals(other.name) : !ami.equals(other.ami);
    }

    String text() {
      return name.map(known -> known + " (" + ami + ")").orElse(ami.value());
    }
  }

  /** A copy has the hash of its source and takes the same place. */
  static Pedigree of(KilnImage image, ImageTree tree) {
    Map<String, String> hashes = new HashMap<>();
    Map<String, String> versions = new HashMap<>();
    Optional<Base> base = Optional.empty();
    KilnImage above = image;
    for (ImageNode node : tree.parents(image.ami()).orElseThrow().nodes()) {
      if (node.image().isPresent()) {
        above = node.image().get();
        String template = above.key().template();
        hashes.put(template, above.key().hash().value());
        Optional.ofNullable(above.tags().get(ImageTags.TEMPLATE_VERSION))
            .ifPresent(version -> versions.put(template, version));
      } else if (above.tags().containsKey(ImageTags.BASE_TEMPLATE)) {
        String template = above.tags().getOrDefault(ImageTags.BASE_TEMPLATE, "");
        hashes.put(template, "of " + node.ami());
      } else {
        base = Optional.of(new Base(node.ami(), node.name()));
      }
    }
    return new Pedigree(hashes, versions, base);
  }

  /** The layers that differ, and the base if it does. */
  List<Change> otherLayers(Pedigree other) {
    List<Change> changes = new ArrayList<>(Change.between(hashes, other.hashes));
    changes.addAll(otherBase(other));
    return changes;
  }

  /** The base if it differs; none if one side's base is unknown. */
  List<Change> otherBase(Pedigree other) {
    return base.isPresent() && other.base.isPresent() && base.get().differsFrom(other.base.get())
        ? List.of(new Change("base", base.map(Base::text), other.base.map(Base::text)))
        : List.of();
  }
}
