package dev.kiln.localcloud.state;

import java.util.List;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;

/**
 * A launch template.
 *
 * @param versions all of them, the oldest first; {@code body} says which is the default
 */
public record StoredLaunchTemplate(
    Place place, LaunchTemplate body, List<LaunchTemplateVersion> versions) implements Stored {
  public StoredLaunchTemplate {
    versions = List.copyOf(versions);
  }

  @Override
  public String id() {
    return body.launchTemplateId();
  }
}
