package dev.kiln.model.image;

import dev.kiln.model.AmiId;
import dev.kiln.model.InstanceId;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.layer.LayerSpec;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The tag keys Kiln writes and reads, and the sets it writes: no other place knows them. */
public final class ImageTags {
  public static final String NAME = "Name";
  public static final String MANAGED_BY = "ManagedBy";
  public static final String TEMPLATE_NAME = "TemplateName";
  public static final String TEMPLATE_HASH = "TemplateHash";
  public static final String TEMPLATE_VERSION = "TemplateVersion";
  public static final String BASE_TEMPLATE = "BaseTemplate";
  public static final String BASE_AMI = "BaseAMI";
  public static final String ARCHITECTURE = "Architecture";
  public static final String REGION = "Region";
  public static final String BUILD_DATE = "BuildDate";
  public static final String BUILD_ID = "BuildId";
  public static final String BUILD_MINUTES = "BuildMinutes";
  public static final String CONSISTENCY = "Consistency";

  /** How many bytes the image's snapshots hold, measured once when it was made. */
  public static final String STORED_BYTES = "StoredBytes";

  /** How many of them the image adds to the one it was built on, measured at the same time. */
  public static final String ADDED_BYTES = "AddedBytes";

  public static final String SOURCE_AMI = "SourceAMI";
  public static final String SOURCE_REGION = "SourceRegion";
  public static final String COPY_ID = "CopyId";
  public static final String SOURCE_INSTANCE = "SourceInstance";
  public static final String EXPIRES_AT = "ExpiresAt";

  /** On images of templates with {@code test: boot}, from the call that creates them. */
  public static final String BOOT_TEST = "BootTest";

  /** The result of the checks on the image's last test instance, a {@link Validation}. */
  public static final String VALIDATION = "Validation";

  /** The time of that result. */
  public static final String VALIDATED_AT = "ValidatedAt";

  /** Lookups ignore an image with this value of {@link #BOOT_TEST}. */
  private static final String BOOT_TEST_PENDING = "pending";

  private static final String BOOT_TEST_PASSED = "passed";

  /** The value of {@link #MANAGED_BY} on everything Kiln creates. */
  public static final String KILN = "kiln";

  private static final Set<String> OWN =
      Set.of(
          NAME,
          MANAGED_BY,
          TEMPLATE_NAME,
          TEMPLATE_HASH,
          TEMPLATE_VERSION,
          BASE_TEMPLATE,
          BASE_AMI,
          ARCHITECTURE,
          REGION,
          BUILD_DATE,
          BUILD_ID,
          BUILD_MINUTES,
          CONSISTENCY,
          STORED_BYTES,
          ADDED_BYTES,
          SOURCE_AMI,
          SOURCE_REGION,
          COPY_ID,
          SOURCE_INSTANCE,
          EXPIRES_AT,
          BOOT_TEST,
          VALIDATION,
          VALIDATED_AT);

  /** How many of the 50 tags that AWS allows on a resource are left for users. */
  public static final int MAX_FOREIGN = 50 - OWN.size();

  private ImageTags() {}

  /** Why a user may not set this tag; empty if allowed. */
  public static Optional<String> objection(String key, String value) {
    if (OWN.contains(key)) {
      return Optional.of("the tag " + key + " is Kiln's own");
    }
    if (key.regionMatches(true, 0, "aws:", 0, 4)) {
      return Optional.of("the tag '" + key + "' begins with aws:, which AWS reserves");
    }
    if (key.isBlank() || key.length() > 128) {
      return Optional.of("the tag key '" + key + "' does not have 1 to 128 characters");
    }
    return value.length() > 256
        ? Optional.of("the value of the tag '" + key + "' has more than 256 characters")
        : Optional.empty();
  }

  /**
   * Where an image comes from.
   *
   * @param base the image that its builder or instance was launched from
   * @param buildId the build or the capture that made it
   */
  public record Origin(String name, AmiId base, String buildId, Instant date) {}

  /** The tags of a finished image, set in the creating call. */
  public static Map<String, String> of(LayerSpec layer, ImageKey key, Origin origin) {
    Map<String, String> tags = made(layer.tags(), key, origin);
    layer.version().ifPresent(version -> tags.put(TEMPLATE_VERSION, version));
    layer.parent().ifPresent(parent -> tags.put(BASE_TEMPLATE, parent));
    if (layer.bootTest()) {
      tags.put(BOOT_TEST, BOOT_TEST_PENDING);
    }
    return tags;
  }

  private static Map<String, String> made(Map<String, String> user, ImageKey key, Origin origin) {
    Map<String, String> tags = new TreeMap<>(user);
    tags.put(NAME, origin.name());
    tags.put(MANAGED_BY, KILN);
    tags.put(TEMPLATE_NAME, key.template());
    tags.put(TEMPLATE_HASH, key.hash().value());
    tags.put(BASE_AMI, origin.base().value());
    tags.put(ARCHITECTURE, key.architecture().toString());
    tags.put(REGION, key.region().value());
    tags.put(BUILD_DATE, origin.date().toString());
    tags.put(BUILD_ID, origin.buildId());
    return tags;
  }

  /** Whether an image with these tags must still pass its boot test. */
  public static boolean awaitsBootTest(Map<String, String> tags) {
    return BOOT_TEST_PENDING.equals(tags.get(BOOT_TEST));
  }

  /** Whether an image with these tags has passed its boot test. */
  public static boolean hasPassedBootTest(Map<String, String> tags) {
    return BOOT_TEST_PASSED.equals(tags.get(BOOT_TEST));
  }

  /** The tags for the result of the checks; one call sets them all. */
  public static Map<String, String> validated(Validation validation, Instant at) {
    return Map.of(VALIDATION, validation.word(), VALIDATED_AT, at.toString());
  }

  /** The same for an image that has passed its boot test; lookups find it from then on. */
  public static Map<String, String> accepted(Validation validation, Instant at) {
    Map<String, String> tags = new TreeMap<>(validated(validation, at));
    tags.put(BOOT_TEST, BOOT_TEST_PASSED);
    return tags;
  }

  /**
   * The tags of a copy: those of its source, and the place of the source. A copy of a copy names
   * the image that was built, because only there {@link #BASE_AMI} has a meaning. A copy shares no
   * blocks with what its source was built on, so it does not carry what the source adds.
   *
   * @param copyId the call that made it
   */
  public static Map<String, String> ofCopy(
      Map<String, String> source, RegionalAmi from, Region destination, String copyId) {
    Map<String, String> tags = new TreeMap<>(source);
    tags.put(MANAGED_BY, KILN);
    tags.put(REGION, destination.value());
    tags.remove(ADDED_BYTES);
    tags.putIfAbsent(SOURCE_AMI, from.ami().value());
    tags.putIfAbsent(SOURCE_REGION, from.region().value());
    tags.put(COPY_ID, copyId);
    return tags;
  }

  /** The tags of an image captured from an instance. */
  public static Map<String, String> ofCapture(
      Map<String, String> user, ImageKey key, Origin origin, InstanceId instance) {
    Map<String, String> tags = made(user, key, origin);
    tags.put(SOURCE_INSTANCE, instance.value());
    return tags;
  }

  /** The tags for what an image stores, as far as it could be measured. */
  public static Map<String, String> sizes(Optional<Long> stored, Optional<Long> added) {
    Map<String, String> tags = new TreeMap<>();
    stored.ifPresent(bytes -> tags.put(STORED_BYTES, bytes.toString()));
    added.ifPresent(bytes -> tags.put(ADDED_BYTES, bytes.toString()));
    return tags;
  }

  /** A number of bytes from a tag; users can edit tags, so what is no number counts as none. */
  public static Optional<Long> bytes(Map<String, String> tags, String key) {
    return Optional.ofNullable(tags.get(key))
        .filter(text -> text.matches("\\d{1,18}"))
        .map(Long::valueOf);
  }

  /** The tags of a resource that exists only during a build. */
  public static Map<String, String> temporary(String name, String buildId, Instant expiresAt) {
    return Map.of(
        NAME, name, MANAGED_BY, KILN, BUILD_ID, buildId, EXPIRES_AT, expiresAt.toString());
  }
}
