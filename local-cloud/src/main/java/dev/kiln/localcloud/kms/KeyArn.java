package dev.kiln.localcloud.kms;

import dev.kiln.localcloud.state.Place;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The full name of a key, whichever of its names a request has. */
public record KeyArn(String value) {
  private static final String ALIAS = "alias/";

  /** The ARN of a key that AWS manages keeps the alias, since nothing else is known of the key. */
  private static final String MANAGED_BY_AWS = "alias/aws/";

  /** Reads an id, an alias, or the ARN of either. */
  public static KeyArn of(Place place, String given) {
    String prefix = "arn:aws:kms:%s:%s:".formatted(place.region(), place.account());
    String name = given;
    if (given.startsWith("arn:")) {
      int resource = given.lastIndexOf(':') + 1;
      prefix = given.substring(0, resource);
      name = given.substring(resource);
    }
    return new KeyArn(prefix + resource(name));
  }

  /** An alias stands for the same key every time. */
  private static String resource(String name) {
    if (name.startsWith(ALIAS) && !name.startsWith(MANAGED_BY_AWS)) {
      return "key/" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
    return name.startsWith(ALIAS) || name.startsWith("key/") ? name : "key/" + name;
  }

  public boolean isOf(Place place) {
    return value.startsWith("arn:aws:kms:" + place.region() + ":");
  }

  boolean isManagedByAws() {
    return value.contains(":" + MANAGED_BY_AWS);
  }
}
