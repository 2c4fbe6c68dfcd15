package dev.kiln.localcloud.state;

import software.amazon.awssdk.services.autoscaling.model.LaunchConfiguration;

/** A launch configuration, the older form of a launch template. */
public record StoredLaunchConfiguration(Place place, LaunchConfiguration body) implements Stored {
  public static String key(Place place, String name) {
    return place + "/" + name;
  }

  @Override
  public String id() {
    return key(place, body.launchConfigurationName());
  }
}
