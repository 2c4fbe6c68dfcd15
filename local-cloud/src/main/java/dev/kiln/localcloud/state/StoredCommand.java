package dev.kiln.localcloud.state;

import java.time.Instant;
import software.amazon.awssdk.services.ssm.model.Command;

/** A command as it was sent; its status is that of its invocations. */
public record StoredCommand(Place place, Command body, Instant createdAt) implements Stored {
  @Override
  public String id() {
    return body.commandId();
  }
}
