package dev.kiln.localcloud;

import static dev.kiln.localcloud.Rehearsal.error;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.localcloud.machine.BackendChoice;
import dev.kiln.localcloud.settings.Delays;
import dev.kiln.localcloud.settings.LocalCloudSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ssm.model.InstanceInformation;

/** A reboot takes time, and Systems Manager sees it. */
final class RebootTest {
  private static final Duration BOOT = Duration.ofMillis(400);

  @Test
  void theAgentIsLostDuringARebootAndComesBack(@TempDir Path home) throws IOException {
    try (Rehearsal to =
        new Rehearsal(
            LocalCloudSettings.defaults(home)
                .withBackend(BackendChoice.NONE)
                .withDelays(Delays.all(BOOT)))) {
      String instance = to.launch();
      Clients.await(() -> pings(to), List.of("Online")::equals);

      to.ec2.rebootInstances(r -> r.instanceIds(instance));

      assertThat(pings(to)).containsExactly("ConnectionLost");
      assertThat(
              error(
                  () ->
                      to.ssm.sendCommand(
                          r ->
                              r.instanceIds(instance)
                                  .documentName("AWS-RunShellScript")
                                  .parameters(Map.of("commands", List.of("true"))))))
          .isEqualTo("InvalidInstanceId/400");
      assertThat(to.instance(instance).state().nameAsString()).isEqualTo("running");
      Clients.await(() -> pings(to), List.of("Online")::equals);
    }
  }

  @Test
  void theAgentIsLostDuringARebootThatAScriptAskedFor(@TempDir Path home) throws IOException {
    HostBase.assumeOffered(home);
    try (Rehearsal to =
        new Rehearsal(LocalCloudSettings.defaults(home).withDelays(Delays.all(BOOT)))) {
      String instance = to.launch();
      Clients.await(() -> pings(to), List.of("Online")::equals);
      String script = "[ -e /var/tmp/once ] || { touch /var/tmp/once; exit 194; }";
      String command =
          to.ssm
              .sendCommand(
                  r ->
                      r.instanceIds(instance)
                          .documentName("AWS-RunShellScript")
                          .parameters(Map.of("commands", List.of(script))))
              .command()
              .commandId();

      Clients.await(() -> pings(to), List.of("ConnectionLost")::equals);
      assertThat(status(to, command, instance)).isEqualTo("InProgress");

      Clients.await(() -> status(to, command, instance), "Success"::equals);
      assertThat(pings(to)).containsExactly("Online");
    }
  }

  private static String status(Rehearsal to, String command, String instance) {
    return to.ssm
        .getCommandInvocation(r -> r.commandId(command).instanceId(instance))
        .statusAsString();
  }

  private static List<String> pings(Rehearsal to) {
    return to.ssm.describeInstanceInformation().instanceInformationList().stream()
        .map(InstanceInformation::pingStatusAsString)
        .toList();
  }
}
