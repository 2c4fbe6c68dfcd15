package dev.kiln.localcloud.state;

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
    implements Stored {
  public StoredImage {
    layers = List.copyOf(layers);
    permissions = List.copyOf(permissions);
  }

  @Override
  public String id() {
    return body.imageId();
  }

  public StoredImage with(Lifecycle next) {
    return new StoredImage(
        place, body, next, createdAt, layers, executes, permissions, captureOf, deprecatedAt);
  }

  public StoredImage with(Image changed) {
    return new StoredImage(
        place, changed, life, createdAt, layers, executes, permissions, captureOf, deprecatedAt);
  }

  public StoredImage withPermissions(List<LaunchPermission> changed) {
    return new StoredImage(
        place, body, life, createdAt, layers, executes, changed, captureOf, deprecatedAt);
  }

  public StoredImage withDeprecation(Optional<Instant> at) {
    return new StoredImage(
        place, body, life, createdAt, layers, executes, permissions, captureOf, at);
  }

  /** The image with its whole filesystem known. */
  public StoredImage captured(List<String> complete) {
    return new StoredImage(
        place,
        body,
        life,
        createdAt,
        complete,
        executes,
        permissions,
        Optional.empty(),
        deprecatedAt);
  }

  /** Whether everybody may launch it. */
  public boolean isPublic() {
    return permissions.stream().anyMatch(permission -> "all".equals(permission.groupAsString()));
  }
}
