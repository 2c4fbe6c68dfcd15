package dev.kiln.model.plan;

import dev.kiln.model.AmiId;
import dev.kiln.model.TemplateHash;
import java.util.List;
import java.util.Optional;

/**
 * The plan for one layer.
 *
 * @param source the file or name the user wrote
 * @param image the image that the build would use, if there is one
 * @param reasons why, in words
 * @param launch the builder, if one would be launched
 */
public record PlannedLayer(
    String template,
    String source,
    TemplateHash hash,
    Fate fate,
    Optional<AmiId> image,
    List<String> reasons,
    Optional<Launch> launch) {

  public PlannedLayer {
    reasons = List.copyOf(reasons);
    if (fate.built() != launch.isPresent()) {
      throw new IllegalArgumentException(
          "cannot plan layer '" + template + "': it must have a launch exactly when it is built");
    }
  }
}
