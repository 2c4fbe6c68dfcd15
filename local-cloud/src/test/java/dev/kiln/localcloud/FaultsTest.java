package dev.kiln.localcloud;

import static dev.kiln.localcloud.Rehearsal.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kiln.localcloud.control.Fault;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Instance;

/** Faults on demand. */
final class FaultsTest {
  private final Rehearsal to;

  FaultsTest(@TempDir Path home) throws IOException {
    to = Rehearsal.of(home);
  }

  @AfterEach
  void close() throws IOException {
    to.close();
  }

  @Test
  void anErrorBeforeTheEffectStrikesTheGivenNumberOfTimes() {
    to.cloud.faults().add(Fault.error("RunInstances", "InsufficientInstanceCapacity").times(2));

    assertThat(error(to::launch)).isEqualTo("InsufficientInstanceCapacity/500");
    assertThat(error(to::launch)).isEqualTo("InsufficientInstanceCapacity/500");
    assertThat(to.launch()).startsWith("i-");
    assertThat(to.cloud.inventory().list("instance")).hasSize(1);
  }

  @Test
  void aFaultStrikesOnlyWhatItMatches() {
    to.cloud
        .faults()
        .add(
            Fault.error("RunInstances", "InsufficientInstanceCapacity")
                .matching("us-east-1b")
                .inRegion("us-east-1")
                .always());

    assertThat(error(() -> to.launch(r -> r.placement(p -> p.availabilityZone("us-east-1b")))))
        .isEqualTo("InsufficientInstanceCapacity/500");
    assertThat(to.launch(r -> r.placement(p -> p.availabilityZone("us-east-1c")))).isNotEmpty();
    to.cloud.faults().clear();
    assertThat(to.launch(r -> r.placement(p -> p.availabilityZone("us-east-1b")))).isNotEmpty();
  }

  @Test
  void aLostReplyLeavesTheEffect() {
    to.cloud.faults().add(Fault.replyLost("RunInstances"));

    assertThatThrownBy(() -> to.launch(r -> r.clientToken("t1")))
        .isInstanceOf(SdkClientException.class);
    assertThat(to.cloud.inventory().list("instance")).hasSize(1);
    assertThat(to.cloud.calls().list().get(to.cloud.calls().list().size() - 1).outcome())
        .isEqualTo("lost");
    String again = to.launch(r -> r.clientToken("t1"));
    assertThat(to.cloud.inventory().list("instance"))
        .singleElement()
        .satisfies(only -> assertThat(only.id()).isEqualTo(again));
  }

  @Test
  void aLostReplyCanBeAnErrorAsWell() {
    to.cloud.faults().add(Fault.replyLost("RunInstances").withError("InternalError"));

    assertThat(error(to::launch)).isEqualTo("InternalError/500");
    assertThat(to.cloud.inventory().list("instance")).hasSize(1);
  }

  @Test
  void aDroppedConnectionHasNoEffect() {
    to.cloud.faults().add(Fault.of("RunInstances", Fault.When.DROP));

    assertThatThrownBy(to::launch).isInstanceOf(SdkClientException.class);
    assertThat(to.cloud.inventory().list("instance")).isEmpty();
  }

  @Test
  void aBarePageHasNoCode() {
    to.cloud.faults().add(Fault.of("RunInstances", Fault.When.BEFORE).withStatus(502));

    assertThat(error(to::launch)).endsWith("/502");
  }

  @Test
  void aDelayedCallTakesItsTimeAndWorks() {
    to.cloud.faults().add(Fault.delay("RunInstances", Duration.ofMillis(150)));
    to.launch();

    assertThat(to.cloud.calls().list())
        .filteredOn(call -> call.action().equals("RunInstances"))
        .singleElement()
        .satisfies(call -> assertThat(call.millis()).isGreaterThanOrEqualTo(150));
  }

  @Test
  void anInstanceCanFailAfterItWasAccepted() {
    to.cloud
        .faults()
        .add(
            Fault.of("RunInstances", Fault.When.INSTANCE_FAILS)
                .withError("Client.VolumeLimitExceeded")
                .withMessage("Client.VolumeLimitExceeded: Volume limit exceeded"));
    Instance failed = to.instance(to.launch());

    assertThat(failed.state().nameAsString()).isEqualTo("terminated");
    assertThat(failed.stateReason().code()).isEqualTo("Client.VolumeLimitExceeded");
  }

  @Test
  void spotCapacityCanBeTakenBack() {
    to.cloud
        .faults()
        .add(
            Fault.of("RunInstances", Fault.When.SPOT_INTERRUPTION)
                .withDelay(Duration.ofMillis(100)));
    String id = to.launch(r -> r.instanceMarketOptions(m -> m.marketType("spot")));

    to.awaitInstance(id, "terminated");
    assertThat(to.instance(id).stateReason().code()).isEqualTo("Server.SpotInstanceTermination");
    assertThat(to.cloud.inventory().leftovers()).isEmpty();
    assertThat(to.ec2.describeVolumes().volumes()).isEmpty();
  }

  @Test
  void aGuestCanShutItselfDown() {
    to.cloud
        .faults()
        .add(Fault.of("RunInstances", Fault.When.GUEST_SHUTDOWN).withDelay(Duration.ofMillis(100)));
    String id = to.launch();

    to.awaitInstance(id, "stopped");
    assertThat(to.instance(id).stateReason().code()).isEqualTo("Client.InstanceInitiatedShutdown");
    assertThat(to.ssm.describeInstanceInformation().instanceInformationList())
        .allMatch(agent -> agent.pingStatusAsString().equals("ConnectionLost"));
  }

  @Test
  void anImageCanFailOrNeverEnd() {
    String instance = to.launch();
    to.awaitInstance(instance, "running");
    to.cloud.faults().add(Fault.of("CreateImage", Fault.When.IMAGE_FAILS).withMessage("broken"));
    Image failed =
        to.awaitImage(to.ec2.createImage(r -> r.instanceId(instance).name("one")).imageId());
    assertThat(failed.stateAsString()).isEqualTo("failed");
    assertThat(failed.stateReason().message()).isEqualTo("broken");

    to.cloud.faults().add(Fault.of("CreateImage", Fault.When.PENDING_FOREVER));
    String stuck = to.ec2.createImage(r -> r.instanceId(instance).name("two")).imageId();
    String next = to.ec2.createImage(r -> r.instanceId(instance).name("three")).imageId();
    assertThat(to.awaitImage(next).stateAsString()).isEqualTo("available");
    assertThat(to.image(stuck).stateAsString()).isEqualTo("pending");
  }

  @Test
  void stoppingCanHangUntilItIsForced() {
    String id = to.launch();
    to.awaitInstance(id, "running");
    to.cloud.faults().add(Fault.of("StopInstances", Fault.When.STOPPING_FOREVER));
    to.ec2.stopInstances(r -> r.instanceIds(id));

    assertThat(to.instance(id).state().nameAsString()).isEqualTo("stopping");
    to.ec2.stopInstances(r -> r.instanceIds(id).force(true));
    to.awaitInstance(id, "stopped");
  }

  @Test
  void anAgentCanStaySilent() {
    to.cloud.faults().add(Fault.of("RunInstances", Fault.When.AGENT_SILENT));
    String silent = to.launch();
    String speaking = to.launch();
    to.awaitInstance(silent, "running");

    assertThat(to.ssm.describeInstanceInformation().instanceInformationList())
        .singleElement()
        .satisfies(one -> assertThat(one.instanceId()).isEqualTo(speaking));
  }

  @Test
  void aCommandCanBeLostOnItsWay() {
    String instance = to.launch();
    to.awaitInstance(instance, "running");
    to.cloud.faults().add(Fault.of("SendCommand", Fault.When.COMMAND_UNDELIVERED));
    String command =
        to.ssm
            .sendCommand(
                r ->
                    r.instanceIds(instance)
                        .documentName("AWS-RunShellScript")
                        .parameters(Map.of("commands", List.of("true"))))
            .command()
            .commandId();

    Clients.await(
        () ->
            to.ssm
                .getCommandInvocation(r -> r.commandId(command).instanceId(instance))
                .statusDetails(),
        "DeliveryTimedOut"::equals);
  }

  @Test
  void faultsAndCallsCanBeHandledOverHttp() throws Exception {
    String fault =
        "[{\"action\":\"RunInstances\",\"when\":\"before\",\"errorCode\":\"Unavailable\",\"times\":1}]";
    assertThat(control("POST", "faults", fault).statusCode()).isEqualTo(200);
    assertThat(error(to::launch)).isEqualTo("Unavailable/503");
    to.launch();

    assertThat(control("GET", "calls", "").body())
        .contains("\"errorCode\":\"Unavailable\"")
        .contains("\"outcome\":\"ok\"");
    assertThat(control("GET", "inventory", "").body()).contains("\"kind\":\"instance\"");
    assertThat(control("POST", "faults", "{\"action\":\"X\",\"wen\":\"before\"}").body())
        .contains("a fault has no 'wen'");
    assertThat(control("POST", "faults", "{\"action\":\"X\",\"when\":\"later\"}").body())
        .contains("'later'");
    assertThat(control("POST", "faults", "nonsense").statusCode()).isEqualTo(400);
    assertThat(control("GET", "nothing", "").statusCode()).isEqualTo(404);
    assertThat(control("POST", "reset", "").statusCode()).isEqualTo(200);
    assertThat(to.cloud.inventory().list()).isEmpty();
    assertThat(to.cloud.calls().list()).isEmpty();
  }

  @Test
  void aFaultKeepsEveryFieldOfItsJson() {
    Fault fault =
        Fault.error("CreateImage", "X").inRegion("us-west-2").withMessage("m").withStatus(418);

    assertThat(fault.status()).isEqualTo(418);
    assertThat(fault.region()).isEqualTo(Optional.of("us-west-2"));
    assertThatThrownBy(() -> fault.times(0)).hasMessageContaining("give at least 1");
  }

  private HttpResponse<String> control(String method, String path, String body) throws Exception {
    URI address = to.cloud.endpoint().resolve("/_kiln/" + path);
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }
}
