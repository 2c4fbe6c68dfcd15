package dev.kiln.activities.copy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.model.Region;
import dev.kiln.workflows.FailureType;
import io.temporal.failure.ApplicationFailure;
import java.util.Map;
import java.util.Optional;

/**
 * The key that a copy is to have. EC2 takes any name for a key and finds out only while it copies
 * whether there is such a key in the destination, so it is looked up before.
 *
 * @param name the key's ARN, or the name it was given by where nobody can tell
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

  /** What KMS tells of it. */
  static EncryptionKey described(Region region, String named, JsonNode key) {
    String state = key.path("KeyState").asText("Enabled");
    String kind = key.path("KeySpec").asText("SYMMETRIC_DEFAULT");
    Optional<String> objection = Optional.empty();
    if (!state.equals("Enabled")) {
      objection = Optional.of("it is " + state + "; enable it or name another");
    } else if (!kind.equals("SYMMETRIC_DEFAULT")) {
      objection = Optional.of("it is of kind " + kind + ", and EBS takes symmetric keys only");
    }
    return new EncryptionKey(
        key.path("Arn").asText(named), objection.map(why -> about(region, named, why)));
  }

  /** EC2 has the last word: the worker may be forbidden to look and yet allowed to encrypt. */
  private static EncryptionKey undescribed(
      Region region, String named, ApplicationFailure unknown) {
    boolean missing = FailureType.INVALID_REQUEST.name().equals(unknown.getType());
    boolean alias = named.startsWith("alias/") || named.contains(":alias/");
    Optional<String> objection = Optional.empty();
    if (missing) {
      objection = Optional.of("%s; keys are of one region".formatted(unknown.getOriginalMessage()));
    } else if (alias) {
      objection =
          Optional.of(
              "nobody can tell which key that is (%s); name it by its ARN"
                  .formatted(unknown.getOriginalMessage()));
    }
    return new EncryptionKey(named, objection.map(why -> about(region, named, why)));
  }

  private static String about(Region region, String named, String why) {
    return "the copy in %s cannot be encrypted with '%s': %s".formatted(region, named, why);
  }
}
