package dev.kiln.activities.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.aws.CloudSettings;
import dev.kiln.localcloud.LocalCloud;
import dev.kiln.localcloud.control.Fault;
import dev.kiln.localcloud.machine.BackendChoice;
import dev.kiln.localcloud.settings.LocalCloudSettings;
import dev.kiln.model.Architecture;
import dev.kiln.model.InstanceId;
import dev.kiln.model.Region;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.model.Instance;

/** Lists of Systems Manager that are longer than a page. */
@Timeout(120)
final class SystemsManagerListsTest {
  private static final Region REGION = new Region("us-east-1");

  @TempDir private Path home;
  private LocalCloud cloud;
  private AwsCalls aws;

  @BeforeEach
  void start() throws IOException {
    cloud = LocalCloud.start(LocalCloudSettings.defaults(home).withBackend(BackendChoice.NONE));
    aws = new AwsCalls(CloudSettings.local(cloud.endpoint()));
  }

  @AfterEach
  void close() throws IOException {
    aws.close();
    cloud.close();
  }

  @Test
  void twentyFourAgentsAreSeenThoughAPageHasFewer() {
    Set<BuilderState.Inquiry> builders =
        launch(24).stream()
            .map(id -> new BuilderState.Inquiry(id, true))
            .collect(Collectors.toSet());
    cloud.faults().add(Fault.of("DescribeInstanceInformation", Fault.When.SHORT_PAGES).always());

    Map<BuilderState.Inquiry, BuilderState> states = BuilderState.read(aws, REGION, builders);

    assertThat(states).hasSize(24).allSatisfy((id, state) -> assertThat(state.online()).isTrue());
  }

  @Test
  void aHundredAgentsCostTwoCallsAndOnlyThoseThatMatterAreAskedFor() {
    List<InstanceId> ids = launch(110);
    Set<BuilderState.Inquiry> builders =
        ids.stream()
            .map(id -> new BuilderState.Inquiry(id, ids.indexOf(id) < 100))
            .collect(Collectors.toSet());

    Map<BuilderState.Inquiry, BuilderState> states = BuilderState.read(aws, REGION, builders);

    assertThat(states.values().stream().filter(BuilderState::online)).hasSize(100);
    assertThat(cloud.calls().count("DescribeInstanceInformation")).isEqualTo(2);
    assertThat(cloud.calls().count("DescribeInstances")).isEqualTo(1);
  }

  @Test
  void aWaitThatDoesNotNeedTheAgentCostsNoCallForIt() {
    BuilderState.Inquiry builder = new BuilderState.Inquiry(launch(1).get(0), false);

    assertThat(BuilderState.read(aws, REGION, Set.of(builder))).hasSize(1);

    assertThat(cloud.calls().count("DescribeInstanceInformation")).isZero();
  }

  @Test
  void ourCommandsAreFoundBehindALongHistoryOfOthersInFewCalls() {
    String instance = launch(1).get(0).value();
    SentCommand oldest = send(instance);
    SentCommand old = send(instance);
    for (int i = 0; i < 400; i++) {
      send(instance);
    }
    SentCommand latest = send(instance);
    Set<SentCommand> ours = Set.of(oldest, old, latest);

    assertThat(SentCommand.read(aws, REGION, ours)).containsOnlyKeys(ours);

    assertThat(cloud.calls().count("ListCommandInvocations")).isLessThanOrEqualTo(4);
  }

  @Test
  void manyCommandsTogetherCostACallForFiftyOfThem() {
    String instance = launch(1).get(0).value();
    for (int i = 0; i < 100; i++) {
      send(instance);
    }
    Set<SentCommand> ours =
        Stream.generate(() -> send(instance)).limit(120).collect(Collectors.toSet());

    assertThat(SentCommand.read(aws, REGION, ours)).hasSize(120);

    assertThat(cloud.calls().count("ListCommandInvocations")).isEqualTo(3);
  }

  private SentCommand send(String instance) {
    return SentCommand.of(
        aws.ssm()
            .raw(
                REGION,
                "SendCommand",
                ssm ->
                    ssm.sendCommand(
                        r ->
                            r.instanceIds(instance)
                                .documentName(ShellCommand.DOCUMENT)
                                .parameters(Map.of("commands", List.of("true")))))
            .command());
  }

  private List<InstanceId> launch(int count) {
    String image =
        aws.ssm()
            .call(
                REGION,
                "GetParameter",
                ssm ->
                    ssm.getParameter(
                        r ->
                            r.name(
                                "/kiln/local/host/"
                                    + Architecture.of(System.getProperty("os.arch")))))
            .parameter()
            .value();
    return aws
        .ec2()
        .call(
            REGION,
            "RunInstances",
            ec2 ->
                ec2.runInstances(
                    r -> r.imageId(image).instanceType("t3.micro").minCount(count).maxCount(count)))
        .instances()
        .stream()
        .map(Instance::instanceId)
        .map(InstanceId::new)
        .toList();
  }
}
