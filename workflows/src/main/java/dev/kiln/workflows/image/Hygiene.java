package dev.kiln.workflows.image;

import dev.kiln.model.layer.SetupStep;
import java.time.Duration;

/**
 * Cleans every builder before its image is taken. It removes Kiln's own traces, anything that would
 * give two instances of the image the same identity, and any access for the builder's owner.
 */
final class Hygiene {
  private static final Duration TIMEOUT = Duration.ofMinutes(5);

  private static final String IDENTITY =
      """
      # Keys: the builder's own, and those that a launch gives to the vendor's default user. The keys
      # of users that a template makes are content and stay.
      rm -f /etc/ssh/ssh_host_*_key /etc/ssh/ssh_host_*_key.pub /root/.ssh/authorized_keys
      for user in admin debian ec2-user ubuntu; do rm -f "/home/$user/.ssh/authorized_keys"; done
      # Histories.
      rm -f /root/.bash_history /home/*/.bash_history
      # Identity: made anew at the first boot.
      if [ -e /etc/machine-id ]; then : > /etc/machine-id; fi
      rm -f /var/lib/dbus/machine-id /var/lib/systemd/random-seed
      # cloud-init runs again on an instance launched from the image.
      if command -v cloud-init >/dev/null 2>&1; then cloud-init clean --logs >/dev/null 2>&1; fi
      # What the package managers downloaded.
      if command -v apt-get >/dev/null 2>&1; then apt-get clean; fi
      if command -v dnf >/dev/null 2>&1; then dnf clean all >/dev/null 2>&1; fi
      """;

  private static final String OWN_TRACES =
      """
      rm -rf /var/lib/kiln/steps
      rmdir /var/lib/kiln 2>/dev/null
      sync
      exit 0
      """;

  private Hygiene() {}

  /** The last step of every layer. */
  static SetupStep step(boolean removeIdentity) {
    return new SetupStep(
        "seal", "#!/bin/sh\n" + (removeIdentity ? IDENTITY : "") + OWN_TRACES, TIMEOUT);
  }
}
