package dev.kiln.model.registry;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kiln.model.AmiId;
import dev.kiln.model.image.KilnImage;
import dev.kiln.model.image.Validation;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An image in the registry.
 *
 * @param validated whether a test instance booted and passed its checks
 * @param baseAmi the image it was built on
 * @param more fields that other tools wrote
 */
@RecordBuilder
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record RegisteredImage(
    @JsonProperty("ami_id") AmiId ami,
    Instant created,
    boolean validated,
    @JsonProperty("size_gb") int sizeGb,
    @JsonProperty("base_ami") Optional<AmiId> baseAmi,
    @JsonAnyGetter @JsonAnySetter Map<String, Object> more)
    implements RegisteredImageBuilder.With {
  public RegisteredImage {
    more = new LinkedHashMap<>(more);
  }

  /** The facts that the registry keeps about an image. */
  public static RegisteredImage of(KilnImage image) {
    return new RegisteredImage(
        image.ami(), image.created(), passed(image), image.sizeGib(), image.baseAmi(), Map.of());
  }

  /** Whether the image's tags say that a test instance passed its checks. */
  static boolean passed(KilnImage image) {
    return Validation.in(image.tags()).filter(Validation.PASSED::equals).isPresent();
  }
}
