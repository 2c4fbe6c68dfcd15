package dev.kiln.activities.copy;

import dev.kiln.activities.image.ImageReading;
import dev.kiln.model.RegionalAmi;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.copy.CopyWorkflow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.Snapshot;

/** Reads a finished copy. */
final class CopyReading {
  private static final String BY_DEFAULT =
      "encrypted because the account encrypts by default there, although its source is not encrypted";

  private CopyReading() {}

  /**
   * The copy, if it is encrypted as requested: an account may encrypt copies by itself.
   *
   * @throws io.temporal.failure.ApplicationFailure if it has another key
   */
  static CopyWorkflow.Copy of(
      RegionalAmi copy, Optional<String> askedKey, boolean sourceEncrypted, ImageReading reading) {
    Optional<String> key = key(reading.snapshots());
    if (askedKey.isPresent() && key.filter(it -> isSame(askedKey.get(), it)).isEmpty()) {
      throw FailureType.IMAGE_FAILED.failure(
          "cannot use %s: it is %s, not encrypted with %s; check the key and the account's default encryption"
              .formatted(
                  copy,
                  key.map(it -> "encrypted with " + it).orElse("not encrypted"),
                  askedKey.get()));
    }
    return new CopyWorkflow.Copy(
        copy.ami(),
        copy.region(),
        reading.name(),
        true,
        reading.created(),
        key,
        askedKey,
        reading.sizeGib(),
        reading.storedBytes(),
        askedKey.isEmpty() && !sourceEncrypted && key.isPresent() ? List.of(BY_DEFAULT) : List.of(),
        Duration.ZERO);
  }

  /** The key of the snapshots, if they are encrypted. */
  static Optional<String> key(List<Snapshot> snapshots) {
    return snapshots.stream()
        .filter(snapshot -> Boolean.TRUE.equals(snapshot.encrypted()))
        .map(snapshot -> Optional.ofNullable(snapshot.kmsKeyId()).orElse("an unknown key"))
        .findFirst();
  }

  /** Users may name a key by its ID or ARN; snapshots show the ARN. */
  static boolean isSame(String asked, String arn) {
    return arn.equals(asked) || arn.endsWith(":key/" + asked);
  }
}
