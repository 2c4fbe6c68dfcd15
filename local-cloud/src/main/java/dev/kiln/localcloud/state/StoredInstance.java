package dev.kiln.localcloud.state;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.Instance;

/**
 * An instance.
 *
 * @param body as DescribeInstances shows it, except for its state and tags
 * @param layers of its root filesystem, the lowest first
 * @param executes whether scripts can run in it; not for a foreign architecture
 * @param agentAt when the SSM agent reports for the first time; empty if it never does
 * @param userData in base64, as it was given
 * @param terminable whether TerminateInstances is allowed
 * @param outage the last time that its agent could not be reached because the machine rebooted
 */
@RecordBuilder
public record StoredInstance(
    Place place,
    Instance body,
    Lifecycle life,
    Instant createdAt,
    List<String> layers,
    boolean executes,
    Optional<Instant> agentAt,
    Optional<String> userData,
    boolean terminable,
    Optional<Outage> outage)
    implements Stored, StoredInstanceBuilder.With {
  /** From when until when. */
  public record Outage(Instant from, Instant until) {}

  public StoredInstance {
    layers = List.copyOf(layers);
  }

  @Override
  public String id() {
    return body.instanceId();
  }
}
