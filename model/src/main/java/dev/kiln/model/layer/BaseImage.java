package dev.kiln.model.layer;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.kiln.model.AmiId;

/** The image that the lowest layer of a chain starts from. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = BaseImage.Vendor.class, name = "vendor"),
  @JsonSubTypes.Type(value = BaseImage.Pinned.class, name = "pinned")
})
public sealed interface BaseImage {
  /** Its text, for users and for the hash. */
  String label();

  /**
   * A vendor's current image, looked up through the vendor's public SSM parameter.
   *
   * @param name the canonical name, for example {@code ubuntu-24.04}; {@code VendorImages} knows
   *     them
   */
  record Vendor(String name) implements BaseImage {
    @Override
    public String label() {
      return name;
    }
  }

  /** One fixed image, in the region of the build. */
  record Pinned(AmiId ami) implements BaseImage {
    @Override
    public String label() {
      return ami.value();
    }
  }
}
