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
 * @param stateText EC2's name of the state and its reason, for messages
 * @param baseAmi the image it was built on
 * @param created when the image was registered
 * @param sizeGib the sum of its volumes
 * @param fullSizeBytes the stored size, if the cloud reports it
 * @param tags all of them
 * @param description its author's description
 * @param publicly whether everyone may use it; other receivers are not recorded here
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

  /** An image without a description and with unknown permissions. */
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

  /** EC2's name of the state, for example {@code failed}. */
  public String stateWord() {
    int reason = stateText.indexOf(" (");
    return reason < 0 ? stateText : stateText.substring(0, reason);
  }

  /** How long the build took, if a tag says so; a tag that is not a number counts as none. */
  public Optional<Double> buildMinutes() {
    return Optional.ofNullable(tags.get(ImageTags.BUILD_MINUTES))
        .filter(text -> text.matches("\\d{1,9}(\\.\\d{1,9})?"))
        .map(Double::valueOf);
  }

  /** What it adds to the image it was built on, as measured when it was made. */
  public Optional<Long> addedBytes() {
    return copiedFrom().isPresent()
        ? Optional.empty()
        : ImageTags.bytes(tags, ImageTags.ADDED_BYTES);
  }

  /** The source, if it is a copy; malformed tags count as none. */
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
