package dev.kiln.localcloud.state;

import java.util.Map;

/** One account's tags on one resource: AWS never shows them to another account. */
public record StoredTags(Place place, String resource, Map<String, String> tags) implements Stored {
  public StoredTags {
    tags = Map.copyOf(tags);
  }

  @Override
  public String id() {
    return key(place.account(), resource);
  }

  public static String key(String account, String resource) {
    return account + "/" + resource;
  }
}
