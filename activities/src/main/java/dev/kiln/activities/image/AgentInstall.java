package dev.kiln.activities.image;

import dev.kiln.activities.aws.Partition;
import dev.kiln.model.Region;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * User data for vendor images that lack the Systems Manager agent, through which scripts run. The
 * agent stays in the image, so that the layers above find it there.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/systems-manager/latest/userguide/agent-install-deb.html">Manually
 *     installing SSM Agent on Debian Server instances</a>
 */
final class AgentInstall {
  /** Every image with cloud-init has Python; it may lack curl and wget. */
  private static final String DEBIAN =
      """
      #!/bin/sh
      command -v amazon-ssm-agent >/dev/null 2>&1 && exit 0
      package=/run/amazon-ssm-agent.deb
      address=https://s3.@REGION@.@DOMAIN@/amazon-ssm-@REGION@/latest/debian_$(dpkg --print-architecture)/amazon-ssm-agent.deb
      for try in 1 2 3 4 5; do
        python3 -c 'import sys, urllib.request; urllib.request.urlretrieve(*sys.argv[1:])' "$address" "$package" && break
        sleep 5
      done
      dpkg -i "$package" && systemctl enable --now amazon-ssm-agent
      rm -f "$package"
      """;

  private AgentInstall() {}

  /** The script for a vendor's image, by its canonical name; empty if the image has the agent. */
  static Optional<String> script(Optional<String> vendor, Region region) {
    return vendor
        .filter(name -> name.startsWith("debian-"))
        .map(
            name ->
                DEBIAN
                    .replace("@REGION@", region.value())
                    .replace("@DOMAIN@", Partition.domain(region)));
  }

  /** The script, encoded for a launch. */
  static Optional<String> userData(Optional<String> vendor, Region region) {
    return script(vendor, region)
        .map(text -> Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
  }
}
