package dev.kiln.localcloud.state;

import software.amazon.awssdk.services.ssm.model.Parameter;

/** An SSM parameter, its latest version only. */
public record StoredParameter(Place place, Parameter body) implements Stored {
  public static String key(Place place, String name) {
    return place + "/" + name;
  }

  @Override
  public String id() {
    return key(place, body.name());
  }
}
