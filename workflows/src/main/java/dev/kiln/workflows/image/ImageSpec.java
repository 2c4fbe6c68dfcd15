package dev.kiln.workflows.image;

import dev.kiln.model.AmiId;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.image.ImageKey;
import dev.kiln.model.layer.LayerSpec;
import java.util.Optional;

/**
 * All that is needed to find or make one image.
 *
 * @param key the cache key; its region and architecture are those of the build
 * @param layer what runs on the builder
 * @param name what the image is to be called; a suffix makes it unique
 * @param parent the image of the layer below; absent for the lowest layer
 * @param elsewhere the same image in another region, which is then copied and not made
 * @param rebuild make it anew even if one is there
 * @param policy how builders are treated
 */
public record ImageSpec(
    ImageKey key,
    LayerSpec layer,
    String name,
    Optional<AmiId> parent,
    Optional<RegionalAmi> elsewhere,
    boolean rebuild,
    BuilderPolicy policy) {

  /** Whether an image that some run gave is what this spec asks for. */
  public boolean isSatisfiedBy(Image image) {
    boolean fresh = !rebuild || image.origin() == Image.Origin.BUILT;
    boolean onOurParent = parent.isEmpty() || !rebuild || parent.equals(image.baseAmi());
    return fresh && onOurParent;
  }
}
