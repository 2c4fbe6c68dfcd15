package dev.kiln.localcloud.state;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.LaunchPermission;

/**
 * An image.
 *
 * @param body as DescribeImages shows it, except for its state, tags and visibility
 * @param layers of the root filesystem, the lowest first; complete once {@code captureOf} is empty
 * @param executes whether scripts can run in instances of it
 * @param captureOf the instance whose writable layer is still to be taken
 */
@RecordBuilder
public record StoredImage(
    Place place,
    Image body,
    Lifecycle life,
    Instant createdAt,
    List<String> layers,
    boolean executes,
    List<LaunchPermission> permissions,
    Optional<String> captureOf,
    Optional<Instant> deprecatedAt)
    implements Stored, StoredImageBuilder.With {
  public StoredImage {
    layers = List.copyOf(layers);
    permissions = List.copyOf(permissions);
  }

  @Override
  public String id() {
    return body.imageId();
  }

  /** The image with its whole filesystem known. */
  public StoredImage captured(List<String> complete) {
    return with().layers(complete).captureOf(Optional.empty()).build();
  }

  /** Whether everybody may launch it. */
  public boolean isPublic() {
    return permissions.stream().anyMatch(permission -> "all".equals(permission.groupAsString()));
  }
}
