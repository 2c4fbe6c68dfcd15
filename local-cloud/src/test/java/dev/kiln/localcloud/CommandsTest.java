package dev.kiln.localcloud;

import static dev.kiln.localcloud.Rehearsal.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kiln.localcloud.machine.BackendChoice;
import dev.kiln.localcloud.settings.LocalCloudSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ssm.model.CommandFilter;
import software.amazon.awssdk.services.ssm.model.CommandFilterKey;
import software.amazon.awssdk.services.ssm.model.GetCommandInvocationResponse;
import software.amazon.awssdk.services.ssm.model.InstanceInformationStringFilter;

/** Commands on machines in which scripts really run. */
final class CommandsTest {
  private final Path home;
  private final Rehearsal to;
  private final String instance;

  CommandsTest(@TempDir Path home) throws IOException {
    HostBase.assumeOffered(home);
    this.home = home;
    to = new Rehearsal(LocalCloudSettings.defaults(home).withBackend(BackendChoice.AUTO));
    instance = to.launch();
    to.awaitInstance(instance, "running");
    boolean executes =
        !to.ssm
            .describeInstanceInformation()
            .instanceInformationList()
            .get(0)
            .platformName()
            .contains("(none)");
    if (!executes) {
      to.close();
    }
    assumeTrue(executes, "this computer has no backend that runs scripts");
  }

  @AfterEach
  void close() throws IOException {
    to.close();
  }

  private String send(Map<String, List<String>> parameters) {
    return to.ssm
        .sendCommand(
            r ->
                r.instanceIds(instance)
                    .documentName("AWS-RunShellScript")
                    .comment("step-1")
                    .parameters(parameters))
        .command()
        .commandId();
  }

  private String send(String... commands) {
    return send(Map.of("commands", List.of(commands)));
  }

  private GetCommandInvocationResponse invocation(String command) {
    return to.ssm.getCommandInvocation(r -> r.commandId(command).instanceId(instance));
  }

  private GetCommandInvocationResponse end(String command) {
    return Clients.await(
        () -> invocation(command), reply -> !reply.statusAsString().matches("Pending|InProgress"));
  }

  @Test
  void exitCodeAndBothStreamsAreReal() {
    GetCommandInvocationResponse failed = end(send("echo out; echo err >&2; exit 3"));

    assertThat(failed.statusAsString()).isEqualTo("Failed");
    assertThat(failed.responseCode()).isEqualTo(3);
    assertThat(failed.standardOutputContent()).isEqualTo("out\n");
    assertThat(failed.standardErrorContent()).isEqualTo("err\n");
    assertThat(Instant.parse(failed.executionEndDateTime()))
        .isAfterOrEqualTo(Instant.parse(failed.executionStartDateTime()));
  }

  @Test
  void onlyTheFirstCharactersOfTheOutputAreKept() {
    GetCommandInvocationResponse long_ =
        end(
            send(
                "echo first; head -c 1000000 /dev/zero | tr '\\0' x; head -c 9000 /dev/zero | tr '\\0' e >&2"));

    assertThat(long_.standardOutputContent()).hasSize(24_000).startsWith("first\nxxx");
    assertThat(long_.standardErrorContent()).hasSize(8_000);
  }

  @Test
  void aScriptThatHangsIsTimedOut() {
    GetCommandInvocationResponse hung =
        end(
            send(
                Map.of(
                    "commands", List.of("echo begun; sleep 600"),
                    "executionTimeout", List.of("1"))));

    assertThat(hung.statusAsString()).isEqualTo("TimedOut");
    assertThat(hung.statusDetails()).isEqualTo("ExecutionTimedOut");
    assertThat(hung.standardOutputContent()).isEqualTo("begun\n");
  }

  @Test
  void aCancelledScriptIsKilled() {
    String command = send("touch /begun; sleep 600; touch /ended");
    Clients.await(() -> invocation(command).statusAsString(), "InProgress"::equals);
    to.ssm.cancelCommand(r -> r.commandId(command));

    assertThat(end(command).statusAsString()).isEqualTo("Cancelled");
    assertThat(end(send("ls /ended")).responseCode()).isNotEqualTo(0);
  }

  @Test
  void aScriptThatAsksForARebootIsRunAgain() {
    GetCommandInvocationResponse twice =
        end(send("if [ -e /rebooted ]; then echo second; else touch /rebooted; exit 194; fi"));

    assertThat(twice.statusAsString()).isEqualTo("Success");
    assertThat(twice.standardOutputContent()).isEqualTo("second\n");
  }

  @Test
  void aRebootEndsWhatABootEndsAndKeepsWhatADiskKeeps() {
    GetCommandInvocationResponse second =
        end(
            send(
                "cd /",
                "boot=$(cat /proc/sys/kernel/random/boot_id)",
                "if [ -e /var/tmp/once ]; then",
                "  ls /opt/kept /var/lib/kept /var/tmp/once /tmp/once /run/once 2>/dev/null",
                "  [ $boot = $(cat /var/tmp/once) ] || echo another boot",
                "  exit 0",
                "fi",
                "echo $boot > /var/tmp/once",
                "touch /opt/kept /var/lib/kept /tmp/once /run/once",
                "exit 194"));

    assertThat(second.statusAsString()).isEqualTo("Success");
    assertThat(second.standardOutputContent().lines())
        .containsExactly("/opt/kept", "/var/lib/kept", "/var/tmp/once", "another boot");
  }

  @Test
  void aScriptThatAsksForRebootsForEverIsRefused() {
    GetCommandInvocationResponse refused =
        end(send("echo run >> /var/tmp/runs; wc -l < /var/tmp/runs; exit 194"));

    assertThat(refused.statusAsString()).isEqualTo("Failed");
    assertThat(refused.statusDetails()).isEqualTo("Failed");
    assertThat(refused.responseCode()).isEqualTo(194);
    assertThat(refused.standardOutputContent().lines()).last().isEqualTo("16");
    assertThat(refused.standardErrorContent())
        .contains("asked for a reboot again (exit code 194) after 15 reboots");
  }

  @Test
  void runsInTheRequestedWorkingDirectory() {
    Map<String, List<String>> parameters =
        Map.of(
            "commands", List.of("#!/bin/bash", "pwd"), "workingDirectory", List.of("/usr/share"));

    assertThat(end(send(parameters)).standardOutputContent()).isEqualTo("/usr/share\n");
  }

  @Test
  void commandsAreFoundByInstanceCommentAndTime() {
    String command = send("echo hello");
    end(command);

    assertThat(to.ssm.listCommands(r -> r.instanceId(instance)).commands())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.commandId()).isEqualTo(command);
              assertThat(one.comment()).isEqualTo("step-1");
              assertThat(one.statusAsString()).isEqualTo("Success");
            });
    CommandFilter later =
        CommandFilter.builder()
            .key(CommandFilterKey.INVOKED_AFTER)
            .value(Instant.now().plusSeconds(60).toString())
            .build();
    assertThat(to.ssm.listCommands(r -> r.filters(later)).commands()).isEmpty();
    assertThat(to.ssm.listCommandInvocations(r -> r.details(true)).commandInvocations())
        .singleElement()
        .satisfies(one -> assertThat(one.commandPlugins().get(0).output()).isEqualTo("hello\n"));
    assertThat(
            to.ssm
                .listCommandInvocations(r -> r.commandId(command))
                .commandInvocations()
                .get(0)
                .commandPlugins())
        .isEmpty();
  }

  @Test
  void refusesInvalidCommands() {
    assertThat(error(() -> send(Map.of()))).isEqualTo("InvalidParameters/400");
    assertThat(error(() -> send(Map.of("command", List.of("x")))))
        .isEqualTo("InvalidParameters/400");
    assertThat(
            error(
                () ->
                    to.ssm.sendCommand(
                        r -> r.instanceIds(instance).documentName("AWS-RunPowerShellScript"))))
        .isEqualTo("InvalidDocument/400");
    assertThat(error(() -> invocation("00000000-0000-0000-0000-000000000000")))
        .isEqualTo("InvocationDoesNotExist/400");
    to.ec2.stopInstances(r -> r.instanceIds(instance));
    assertThat(error(() -> send("true"))).isEqualTo("InvalidInstanceId/400");
    InstanceInformationStringFilter ours =
        InstanceInformationStringFilter.builder().key("InstanceIds").values(instance).build();
    assertThat(
            to.ssm
                .describeInstanceInformation(r -> r.filters(ours))
                .instanceInformationList()
                .get(0)
                .pingStatusAsString())
        .isEqualTo("ConnectionLost");
  }

  @Test
  void terminatingTheInstanceEndsItsCommand() {
    String command = send("sleep 600");
    Clients.await(() -> invocation(command).statusAsString(), "InProgress"::equals);
    to.ec2.terminateInstances(r -> r.instanceIds(instance));

    assertThat(end(command).statusDetails()).isEqualTo("Terminated");
  }

  @Test
  void anImageOfARunningInstanceIsTakenAfterAReboot() {
    end(send("echo kept > /kept"));
    String image = to.ec2.createImage(r -> r.instanceId(instance).name("running")).imageId();

    assertThat(to.awaitImage(image).stateAsString()).isEqualTo("available");
    assertThat(end(send("cat /kept")).standardOutputContent()).isEqualTo("kept\n");
    String snapshot = to.image(image).blockDeviceMappings().get(0).ebs().snapshotId();
    assertThat(
            to.ec2
                .describeSnapshots(r -> r.snapshotIds(snapshot))
                .snapshots()
                .get(0)
                .fullSnapshotSizeInBytes())
        .as("one block of a volume")
        .isEqualTo(512 * 1024);
  }

  @Test
  void freesTheLayerOfADeletedImageOnceNothingUsesIt() throws IOException {
    end(send("echo big > /big"));
    String image = to.ec2.createImage(r -> r.instanceId(instance).name("freed")).imageId();
    to.awaitImage(image);
    String user = to.launch(r -> r.imageId(image));
    to.ec2.deregisterImage(r -> r.imageId(image).deleteAssociatedSnapshots(true));
    String second = to.ec2.createImage(r -> r.instanceId(instance).name("again")).imageId();
    to.awaitImage(second);
    assertThat(layers()).isEqualTo(1);

    to.ec2.terminateInstances(r -> r.instanceIds(instance, user));
    Clients.await(() -> to.instance(user).state().nameAsString(), "terminated"::equals);
    to.ec2.deregisterImage(r -> r.imageId(second).deleteAssociatedSnapshots(true));
    Clients.await(this::layers, count -> count == 0);
  }

  private long layers() {
    try (Stream<Path> all = Files.walk(home, 4)) {
      return all.map(path -> home.relativize(path).toString())
          .filter(path -> path.matches(".*/layers/[0-9a-f]{32}"))
          .count();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
