package dev.kiln.localcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kiln.localcloud.machine.BackendChoice;
import dev.kiln.localcloud.machine.Machines;
import dev.kiln.localcloud.settings.LocalCloudSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Base images for a user who is not root, who cannot use this computer's root. */
final class UserBasesTest {
  @TempDir Path home;
  @TempDir Path other;

  @Test
  void offersNoImageInWhichNoScriptCouldRun() throws IOException {
    assumeTrue(userNamespacesWork(), "this computer lays no overlay in a user namespace");
    LocalCloudSettings settings =
        LocalCloudSettings.defaults(home).withBackend(BackendChoice.USER_NAMESPACE_OVERLAY);
    try (Rehearsal on = new Rehearsal(settings)) {
      assertThatThrownBy(on::base)
          .hasMessageContaining("only root can build on the root filesystem");
      assertThat(on.ec2.describeImages(r -> r.owners("999999999999")).images()).isEmpty();
    }
  }

  private boolean userNamespacesWork() {
    try (Machines machines = Machines.open(other, BackendChoice.USER_NAMESPACE_OVERLAY)) {
      return machines.backend().executes();
    } catch (UncheckedIOException refused) {
      return false;
    }
  }
}
