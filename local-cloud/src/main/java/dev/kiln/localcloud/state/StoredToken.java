package dev.kiln.localcloud.state;

import java.time.Instant;
import java.util.List;

/**
 * A client token that was used.
 *
 * @param fingerprint of all other parameters
 * @param resources that the first call made
 */
public record StoredToken(
    Place place,
    String action,
    String token,
    String fingerprint,
    List<String> resources,
    Instant usedAt)
    implements Stored {
  public StoredToken {
    resources = List.copyOf(resources);
  }

  @Override
  public String id() {
    return key(place, action, token);
  }

  public static String key(Place place, String action, String token) {
    return place + "/" + action + "/" + token;
  }
}
