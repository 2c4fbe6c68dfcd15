package dev.kiln.localcloud.state;

import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;

/** An auto-scaling group. */
public record StoredAutoScalingGroup(Place place, AutoScalingGroup body) implements Stored {
  public static String key(Place place, String name) {
    return place + "/" + name;
  }

  @Override
  public String id() {
    return key(place, body.autoScalingGroupName());
  }
}
