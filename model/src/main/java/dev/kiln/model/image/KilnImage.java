package dev.kiln.model.image;

import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * An image as read back from the cloud.
 *
 * @param key read from its tags
 * @param name the AMI name, unique in account and region
 * @param stateText the state in EC2's word with its reason, for messages
 * @param baseAmi the image it was built on
 * @param created when the image was registered
 * @param sizeGib the sum of its volumes
 * @param fullSizeBytes the stored size where the cloud tells it
 * @param tags all of them
 * @param description what its maker says about it
 * @param publicly whether everybody may use it; with whom else it is shared is not told here
 */
public record KilnImage(
    AmiId ami,
    ImageKey key,
    String name,
    ImageState state,
    String stateText,
    Optional<AmiId> baseAmi,
    Instant created,
    int sizeGib,
    Optional<Long> fullSizeBytes,
    Map<String, String> tags,
    Optional<String> description,
    Optional<Boolean> publicly) {

  public KilnImage {
    tags = Map.copyOf(tags);
  }

  /** An image without a description, of which it is not known who may use it. */
  public KilnImage(
      AmiId ami,
      ImageKey key,
      String name,
      ImageState state,
      String stateText,
      Optional<AmiId> baseAmi,
      Instant created,
      int sizeGib,
      Optional<Long> fullSizeBytes,
      Map<String, String> tags) {
    this(
        ami,
        key,
        name,
        state,
        stateText,
        baseAmi,
        created,
        sizeGib,
        fullSizeBytes,
        tags,
        Optional.empty(),
        Optional.empty());
  }

  /** The state in EC2's word, for example {@code failed}. */
  public String stateWord() {
    int reason = stateText.indexOf(" (");
    return reason < 0 ? stateText : stateText.substring(0, reason);
  }

  /** How long it took to make, if its tag tells; a tag that is no number tells nothing. */
  public Optional<Double> buildMinutes() {
    return Optional.ofNullable(tags.get(ImageTags.BUILD_MINUTES))
        .filter(text -> text.matches("\\d{1,9}(\\.\\d{1,9})?"))
        .map(Double::valueOf);
  }

  /** What it was copied from, if it is a copy; tags that are no id and region tell nothing. */
  public Optional<RegionalAmi> copiedFrom() {
    try {
      String ami = tags.getOrDefault(ImageTags.SOURCE_AMI, "");
      String region = tags.getOrDefault(ImageTags.SOURCE_REGION, "");
      return ami.isEmpty()
          ? Optional.empty()
          : Optional.of(new RegionalAmi(new Region(region), new AmiId(ami)));
    } catch (IllegalArgumentException edited) {
      return Optional.empty();
    }
  }
}
