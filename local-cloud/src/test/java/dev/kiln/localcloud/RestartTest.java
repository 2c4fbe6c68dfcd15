package dev.kiln.localcloud;

import static dev.kiln.localcloud.Rehearsal.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetCommandInvocationResponse;

/** The cloud as a process that is killed. */
final class RestartTest {
  private final Path home;
  private final List<Process> started = new ArrayList<>();

  RestartTest(@TempDir Path home) {
    this.home = home;
  }

  @AfterEach
  void killAll() {
    started.forEach(Process::destroyForcibly);
  }

  /** A cloud in a process of its own. */
  private record Running(Process process, Clients clients) {
    /** Kills it without running any handler. */
    void kill() throws InterruptedException {
      process.destroyForcibly().waitFor();
    }
  }

  private Running start(String... options) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                LocalCloudMain.class.getName(),
                "--home",
                home.toString()));
    command.addAll(List.of(options));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    started.add(process);
    String endpoint = process.inputReader(StandardCharsets.UTF_8).readLine();
    assertThat(endpoint).startsWith("http://127.0.0.1:");
    return new Running(process, new Clients(URI.create(endpoint)));
  }

  private static String launch(Clients clients) {
    String image = Rehearsal.base(clients.ssm());
    return launch(clients.ec2(), image, "build-1");
  }

  private static String launch(Ec2Client ec2, String image, String token) {
    return ec2.runInstances(
            r ->
                r.imageId(image)
                    .instanceType(Rehearsal.type())
                    .minCount(1)
                    .maxCount(1)
                    .clientToken(token))
        .instances()
        .get(0)
        .instanceId();
  }

  private static String send(SsmClient ssm, String instance, String script) {
    return ssm.sendCommand(
            r ->
                r.instanceIds(instance)
                    .documentName("AWS-RunShellScript")
                    .parameters(Map.of("commands", List.of(script))))
        .command()
        .commandId();
  }

  private static GetCommandInvocationResponse await(
      SsmClient ssm, String instance, String command, String status) {
    return Clients.await(
        () -> ssm.getCommandInvocation(r -> r.commandId(command).instanceId(instance)),
        reply -> reply.statusAsString().matches(status));
  }

  @Test
  void answeredCallsSurviveAKillAndRunningCommandsEndAsFailed() throws Exception {
    HostBase.assumeOffered(home);
    Running first = start();
    String instance = launch(first.clients());
    SsmClient ssm = first.clients().ssm();
    await(ssm, instance, send(ssm, instance, "echo kept > /kept"), "Success");
    String hanging = send(ssm, instance, "sleep 600");
    await(ssm, instance, hanging, "InProgress|Success");
    first.kill();

    Running second = start();
    ssm = second.clients().ssm();
    assertThat(launch(second.clients())).isEqualTo(instance);
    GetCommandInvocationResponse lost = await(ssm, instance, hanging, "Failed|Success");
    if (!lost.statusDetails().equals("NotExecuted")) {
      assertThat(lost.statusDetails()).isEqualTo("Terminated");
      GetCommandInvocationResponse read =
          await(ssm, instance, send(ssm, instance, "cat /kept"), "Success|Failed");
      assertThat(read.standardOutputContent()).isEqualTo("kept\n");
    }
  }

  @Test
  void anImageThatWasPendingAtTheKillBecomesAvailable() throws Exception {
    HostBase.assumeOffered(home);
    Running first = start();
    String instance = launch(first.clients());
    SsmClient ssm = first.clients().ssm();
    await(ssm, instance, send(ssm, instance, "head -c 30000000 /dev/urandom > /big"), "Success");
    Ec2Client ec2 = first.clients().ec2();
    String image = ec2.createImage(r -> r.instanceId(instance).name("layer")).imageId();
    first.kill();

    Running second = start();
    Ec2Client again = second.clients().ec2();
    Image found =
        Clients.await(
            () -> again.describeImages(r -> r.imageIds(image)).images().get(0),
            one -> !one.stateAsString().equals("pending"));
    assertThat(found.stateAsString()).as(found.toString()).isEqualTo("available");
  }

  @Test
  void aKillInAStormOfCallsLosesNothingThatWasAnswered() throws Exception {
    Running first = start("--backend", "none");
    Ec2Client ec2 = first.clients().ec2();
    String image = Rehearsal.base(first.clients().ssm());
    List<String> answered = Collections.synchronizedList(new ArrayList<>());
    Thread storm =
        new Thread(
            () -> {
              String outcome = "";
              for (int i = 0; !outcome.equals("dead"); i++) {
                String token = "storm-" + i;
                outcome = outcome(() -> answered.add(launch(ec2, image, token)));
              }
            });
    storm.start();
    Clients.await(answered::size, size -> size >= 40);
    first.kill();
    storm.join();

    Running second = start("--backend", "none");
    Filter running = Filter.builder().name("instance-state-name").values("running").build();
    List<String> found =
        second.clients().ec2().describeInstances(r -> r.filters(running)).reservations().stream()
            .map(reservation -> reservation.instances().get(0).instanceId())
            .toList();
    assertThat(found).containsAll(answered);
    assertThat(found.size() - answered.size()).isBetween(0, 1);
  }

  private static String outcome(Runnable call) {
    try {
      call.run();
      return "ok";
    } catch (SdkException gone) {
      return "dead";
    }
  }

  @Test
  void aSecondProcessLearnsWhichProcessHasTheHome() throws Exception {
    Running first = start("--backend", "none");

    assertThatThrownBy(() -> LocalCloud.start(Rehearsal.settings(home)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("process " + first.process().pid() + " has it open");
    first.kill();
    LocalCloud.start(Rehearsal.settings(home)).close();
  }

  @Test
  void reportsAPortInUseAndFreesTheHome(@TempDir Path other) throws Exception {
    try (LocalCloud cloud = LocalCloud.start(Rehearsal.settings(home))) {
      int port = cloud.endpoint().getPort();
      assertThatThrownBy(() -> LocalCloud.start(Rehearsal.settings(other).withPort(port)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("port " + port + " is not free");
      LocalCloud.start(Rehearsal.settings(other)).close();
    }
  }

  @Test
  void allKindsOfResourcesComeBackAsTheyWere() throws Exception {
    String image;
    String before;
    try (Rehearsal to = Rehearsal.of(home)) {
      image = to.bake("kept");
      to.ec2.createKeyPair(r -> r.keyName("k"));
      to.ec2.createSecurityGroup(r -> r.groupName("g").description("d"));
      to.ec2.enableImageBlockPublicAccess(r -> r.imageBlockPublicAccessState("block-new-sharing"));
      to.ssm.putParameter(r -> r.name("/p").value("v").type("String"));
      before = picture(to, image);
    }
    try (Rehearsal to = Rehearsal.of(home)) {
      assertThat(picture(to, image)).isEqualTo(before);
      assertThat(error(() -> to.ec2.createKeyPair(r -> r.keyName("k"))))
          .isEqualTo("InvalidKeyPair.Duplicate/400");
      assertThat(to.cloud.calls().count("CreateImage")).isEqualTo(1);
    }
  }

  private static String picture(Rehearsal to, String image) {
    return String.join(
        "\n",
        to.image(image).toString(),
        to.ec2.describeKeyPairs().keyPairs().toString(),
        to.ec2.describeSecurityGroups().securityGroups().toString(),
        to.ec2.describeSnapshots(r -> r.ownerIds("self")).snapshots().toString(),
        to.ec2.describeInstances().reservations().toString(),
        to.ec2
            .getImageBlockPublicAccessState(r -> r.dryRun(false))
            .toString()
            .replaceAll("\\(.*metadata.*", ""),
        to.ssm.getParameter(r -> r.name("/p")).parameter().toString());
  }
}
