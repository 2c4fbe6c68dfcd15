package dev.kiln.localcloud.state;

import java.time.Instant;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/** A security group; its rules are kept and shown, nothing enforces them. */
public record StoredGroup(Place place, SecurityGroup body, Instant createdAt) implements Stored {
  @Override
  public String id() {
    return body.groupId();
  }
}
