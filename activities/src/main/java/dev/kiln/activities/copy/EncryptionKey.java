package dev.kiln.activities.copy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.model.Region;
import dev.kiln.workflows.FailureType;
import io.temporal.failure.ApplicationFailure;
import java.util.Map;
import java.util.Optional;

/**
 * The key that a copy should have. EC2 accepts any key name and checks only during the copy whether
 * the destination has the key, so Kiln looks it up first.
 *
 * @param name the key's ARN, or the name that the user gave if nobody knows the ARN
 * @param objection why no copy can be encrypted with it
 */
record EncryptionKey(String name, Optional<String> objection) {
  static EncryptionKey lookUp(AwsCalls aws, Region region, String named) {
    try {
      JsonNode answer =
          aws.kms()
              .call(region, "DescribeKey", kms -> kms.call("DescribeKey", Map.of("KeyId", named)));
      return described(region, named, answer.path("KeyMetadata"));
    } catch (ApplicationFailure unknown) {
      return undescribed(region, named, unknown);
    }
  }

  /** The key as KMS describes it. */
  static EncryptionKey described(Region region, String named, JsonNode key) {
    String state = key.path("KeyState").asText("Enabled");
    String kind = key.path("KeySpec").asText("SYMMETRIC_DEFAULT");
    Optional<String> objection = Optional.empty();
    if (!state.equals("Enabled")) {
      objection = Optional.of("it is " + state + "; enable it or name another");
    } else if (!kind.equals("SYMMETRIC_DEFAULT")) {
      objection =
          Optional.of("it is of the kind " + kind + ", but EBS accepts only symmetric keys");
    }
    return new EncryptionKey(
        key.path("Arn").asText(named), objection.map(why -> about(region, named, why)));
  }

  /**
   * EC2 decides: the worker may not be allowed to look the key up, and still be allowed to use it.
   */
  private static EncryptionKey undescribed(
      Region region, String named, ApplicationFailure unknown) {
    boolean missing = FailureType.INVALID_REQUEST.name().equals(unknown.getType());
    boolean alias = named.startsWith("alias/") || named.contains(":alias/");
    Optional<String> objection = Optional.empty();
    if (missing) {
      objection =
          Optional.of(
              "%s; every key belongs to one region".formatted(unknown.getOriginalMessage()));
    } else if (alias) {
      objection =
          Optional.of(
              "Kiln cannot look up its key (%s); name the key by its ARN"
                  .formatted(unknown.getOriginalMessage()));
    }
    return new EncryptionKey(named, objection.map(why -> about(region, named, why)));
  }

  private static String about(Region region, String named, String why) {
    return "the copy in %s cannot be encrypted with '%s': %s".formatted(region, named, why);
  }
}
