package dev.kiln.localcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kiln.localcloud.machine.BackendChoice;
import dev.kiln.localcloud.settings.LocalCloudSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A cloud in which images are made by scripts that really run. */
final class ScriptRehearsal implements AutoCloseable {
  final Rehearsal to;

  /** Skips the calling test where scripts do not run. */
  ScriptRehearsal(Path home) throws IOException {
    HostBase.assumeOffered(home);
    to = new Rehearsal(LocalCloudSettings.defaults(home).withBackend(BackendChoice.AUTO));
    if (!to.cloud.backend().executes()) {
      to.close();
    }
    assumeTrue(to.cloud.backend().executes(), "this computer has no backend that runs scripts");
  }

  /** An image that a script makes from another. */
  String bake(String name, String base, String script) {
    String instance = to.launch(r -> r.imageId(base));
    to.awaitInstance(instance, "running");
    String command =
        to.ssm
            .sendCommand(
                r ->
                    r.instanceIds(instance)
                        .documentName("AWS-RunShellScript")
                        .parameters(Map.of("commands", List.of("set -e", script))))
            .command()
            .commandId();
    assertThat(
            Clients.await(
                    () ->
                        to.ssm.getCommandInvocation(r -> r.commandId(command).instanceId(instance)),
                    reply -> !reply.statusAsString().matches("Pending|InProgress"))
                .statusAsString())
        .isEqualTo("Success");
    String image = to.ec2.createImage(r -> r.instanceId(instance).name(name)).imageId();
    assertThat(to.awaitImage(image).stateAsString()).isEqualTo("available");
    to.ec2.terminateInstances(r -> r.instanceIds(instance));
    return image;
  }

  /** The snapshot of an image's root. */
  String snapshot(String image) {
    return to.image(image).blockDeviceMappings().get(0).ebs().snapshotId();
  }

  @Override
  public void close() throws IOException {
    to.close();
  }
}
