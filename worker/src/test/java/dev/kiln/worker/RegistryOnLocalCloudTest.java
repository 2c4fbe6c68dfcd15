package dev.kiln.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kiln.localcloud.Fault;
import dev.kiln.localcloud.LocalCloud;
import dev.kiln.localcloud.LocalCloudSettings;
import dev.kiln.localcloud.machine.BackendChoice;
import dev.kiln.model.AmiId;
import dev.kiln.model.Architecture;
import dev.kiln.model.Region;
import dev.kiln.model.image.ImageTags;
import dev.kiln.model.layer.LayerSpec;
import dev.kiln.model.registry.Channel;
import dev.kiln.model.registry.Channel.Action;
import dev.kiln.model.registry.ChannelName;
import dev.kiln.model.registry.ParameterPrefix;
import dev.kiln.model.registry.RegisteredTemplate;
import dev.kiln.model.registry.RegistryLocation;
import dev.kiln.model.registry.Release;
import dev.kiln.model.registry.Rule;
import dev.kiln.model.registry.Violation;
import dev.kiln.workflows.TaskQueues;
import dev.kiln.workflows.registry.MoveChannelWorkflow;
import dev.kiln.workflows.registry.MoveReport;
import dev.kiln.workflows.registry.MoveReport.Outcome;
import dev.kiln.workflows.registry.MoveRequest;
import dev.kiln.workflows.registry.RecordReleaseWorkflow;
import dev.kiln.workflows.registry.RecordRequest;
import dev.kiln.workflows.registry.RegistryQuery;
import dev.kiln.workflows.registry.RegistryWorkflow;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.LaunchPermission;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Releases and channels on the wire: what is recorded, what is refused, what survives. */
@Timeout(120)
final class RegistryOnLocalCloudTest {
  private static final Region EAST = RehearsalStage.REGION;
  private static final LayerSpec FIRST = layer("one");
  private static final LayerSpec SECOND = layer("two");
  private static final String FRIEND = "111122223333";

  @TempDir private Path home;
  private Optional<RehearsalStage> stage = Optional.empty();

  @BeforeEach
  void open() {
    stage =
        Optional.of(
            new RehearsalStage(
                LocalCloudSettings.defaults(home.resolve("cloud"))
                    .withBackend(BackendChoice.NONE)
                    .withBlockPublicAccess(false)));
  }

  @AfterEach
  void close() throws IOException {
    if (stage.isPresent()) {
      stage.get().close();
    }
  }

  @Test
  void anImageGoesFromDevToStableAndBack() {
    AmiId first = build(FIRST);
    validated(first);
    assertThat(record(FIRST).outcome()).isEqualTo(Outcome.MOVED);
    assertThat(promote().outcome()).isEqualTo(Outcome.MOVED);
    AmiId second = build(SECOND);
    validated(second);
    record(SECOND);

    MoveReport promoted = promote();

    assertThat(promoted.outcome()).isEqualTo(Outcome.MOVED);
    assertThat(amis(promoted.release())).containsExactly(second);
    assertThat(promoted.before().map(RegistryOnLocalCloudTest::amis)).contains(List.of(first));
    MoveReport back =
        run(move(ChannelName.STABLE, Action.ROLLBACK, Optional.empty(), Set.of(), false));
    assertThat(amis(back.release())).containsExactly(first);
    assertThat(stable().history())
        .extracting(Channel.Move::action)
        .containsExactly(Action.ROLLBACK, Action.PROMOTE, Action.PROMOTE);
    assertThat(known().in(ChannelName.STABLE).orElseThrow().entries())
        .allMatch(entry -> entry.image().validated());
  }

  @Test
  void recordingTwiceAndPromotingTwiceChangesNothing() {
    validated(build(FIRST));
    record(FIRST);
    promote();

    assertThat(record(FIRST).outcome()).isEqualTo(Outcome.ALREADY);
    assertThat(promote().outcome()).isEqualTo(Outcome.ALREADY);
    assertThat(known().releases()).hasSize(1);
    assertThat(stable().history()).hasSize(1);
  }

  @Test
  void doesNotPromoteWhatNobodyHasBooted() {
    build(FIRST);
    record(FIRST);

    assertThat(promote().violations()).extracting(Violation::rule).containsExactly(Rule.VALIDATED);
    assertThat(known().channels()).containsOnlyKeys(ChannelName.DEV);
  }

  @Test
  void doesNotPromoteAnImageThatIsGoneWhateverIsAllowed() {
    AmiId first = build(FIRST);
    validated(first);
    record(FIRST);
    ec2().deregisterImage(request -> request.imageId(first.value()));

    MoveReport refused =
        run(
            move(
                ChannelName.STABLE,
                Action.PROMOTE,
                Optional.of(ChannelName.DEV),
                Set.of(Rule.values()),
                false));

    assertThat(refused.violations()).extracting(Violation::rule).containsExactly(Rule.AVAILABLE);
  }

  @Test
  void doesNotTakeAnImageAwayFromThoseWhoCouldLaunchTheOneBefore() {
    AmiId first = build(FIRST);
    validated(first);
    share(first);
    record(FIRST);
    promote();
    AmiId second = build(SECOND);
    validated(second);
    assertThat(record(SECOND).violations())
        .extracting(Violation::rule)
        .containsExactly(Rule.SHARED);
    assertThat(promote().outcome()).as("dev has not moved").isEqualTo(Outcome.ALREADY);

    share(second);

    assertThat(record(SECOND).outcome()).isEqualTo(Outcome.MOVED);
    assertThat(promote().outcome()).isEqualTo(Outcome.MOVED);
  }

  @Test
  void aDryRunWritesNothing() {
    build(FIRST);

    RecordRequest planned = request(FIRST, true);
    MoveReport report = workflow(planned).recordRelease(planned);

    assertThat(report.outcome()).isEqualTo(Outcome.PLANNED);
    assertThat(home.resolve("registry.json")).doesNotExist();
  }

  @Test
  void saysThatATemplateWasNotBuilt() {
    assertThatThrownBy(() -> record(FIRST))
        .cause()
        .hasMessageContaining("no image of its present state")
        .hasMessageContaining("build it there first");
  }

  @Test
  void consumersReadWhatTheChannelPointsTo() {
    AmiId first = build(FIRST);
    validated(first);
    record(FIRST);
    promote();
    assertThat(parameter()).isEqualTo(first.value());
    AmiId second = build(SECOND);
    validated(second);
    record(SECOND);

    MoveReport promoted = promote();

    assertThat(parameter()).isEqualTo(second.value());
    assertThat(promoted.parameters())
        .singleElement()
        .satisfies(one -> assertThat(one.ami()).contains(second));
    run(move(ChannelName.STABLE, Action.ROLLBACK, Optional.empty(), Set.of(), false));
    assertThat(parameter()).isEqualTo(first.value());
  }

  @Test
  void saysThatTheMoveIsPartialIfConsumersCannotBeToldAndMendsItWhenRepeated() {
    AmiId first = build(FIRST);
    validated(first);
    record(FIRST);
    cloud().faults().add(Fault.error("PutParameter", "AccessDeniedException").always());

    MoveReport partial = promote();

    assertThat(partial.outcome()).isEqualTo(Outcome.MOVED);
    assertThat(partial.partial()).isTrue();
    assertThat(partial.parameters().get(0).problem().orElseThrow()).contains("PutParameter");
    cloud().faults().clear();
    assertThat(promote().partial()).isFalse();
    assertThat(parameter()).isEqualTo(first.value());
  }

  @Test
  void promotionsAtTheSameTimeAreJudgedOneAfterTheOther() {
    validated(build(FIRST));
    record(FIRST);
    List<WorkflowStub> running = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      MoveRequest request =
          move(
              new ChannelName(i % 2 == 0 ? "stable" : "beta-" + i),
              Action.PROMOTE,
              Optional.of(ChannelName.DEV),
              Set.of(),
              false);
      MoveChannelWorkflow workflow = workflow(request);
      WorkflowClient.start(workflow::moveChannel, request);
      running.add(WorkflowStub.fromTyped(workflow));
    }

    List<Outcome> outcomes =
        running.stream().map(one -> one.getResult(MoveReport.class).outcome()).toList();

    assertThat(outcomes).containsOnly(Outcome.MOVED, Outcome.ALREADY);
    assertThat(outcomes).filteredOn(Outcome.MOVED::equals).hasSize(4);
    assertThat(known().channels())
        .hasSize(5)
        .allSatisfy((name, channel) -> assertThat(channel.history()).hasSize(1));
  }

  @Test
  void completesAfterTheWorkerDiedInTheMiddle() {
    validated(build(FIRST));
    record(FIRST);
    cloud().faults().add(Fault.error("DescribeImageAttribute", "InternalError").always());
    MoveRequest request =
        move(ChannelName.STABLE, Action.PROMOTE, Optional.of(ChannelName.DEV), Set.of(), false);
    MoveChannelWorkflow workflow = workflow(request);
    long before = looks();
    WorkflowClient.start(workflow::moveChannel, request);
    while (looks() == before) {
      Thread.onSpinWait();
    }

    on().replaceWorker();
    cloud().faults().clear();

    assertThat(WorkflowStub.fromTyped(workflow).getResult(MoveReport.class).outcome())
        .isEqualTo(Outcome.MOVED);
    assertThat(stable().history()).hasSize(1);
  }

  private long looks() {
    return cloud().calls().list().stream()
        .filter(call -> call.action().equals("DescribeImageAttribute"))
        .count();
  }

  private static LayerSpec layer(String script) {
    return RehearsalStage.layer("layer", Optional.empty(), "true " + script + "\n", "true");
  }

  private RehearsalStage on() {
    return stage.orElseThrow();
  }

  private LocalCloud cloud() {
    return on().cloud;
  }

  private AmiId build(LayerSpec layer) {
    return on().build(layer).layers().get(0).ami().orElseThrow();
  }

  private void validated(AmiId image) {
    on().tag(image.value(), ImageTags.VALIDATION, "passed");
  }

  private String parameter() {
    String name = "/kiln/ami/layer/stable/" + Architecture.of(System.getProperty("os.arch"));
    try (SsmClient ssm =
        SsmClient.builder()
            .endpointOverride(cloud().endpoint())
            .region(software.amazon.awssdk.regions.Region.of(EAST.value()))
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .build()) {
      return ssm.getParameter(request -> request.name(name)).parameter().value();
    }
  }

  private void share(AmiId image) {
    ec2()
        .modifyImageAttribute(
            request ->
                request
                    .imageId(image.value())
                    .launchPermission(
                        change -> change.add(LaunchPermission.builder().userId(FRIEND).build())));
  }

  private Ec2Client ec2() {
    return Ec2Client.builder()
        .endpointOverride(cloud().endpoint())
        .region(software.amazon.awssdk.regions.Region.of(EAST.value()))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .build();
  }

  private static List<AmiId> amis(Release release) {
    return release.entries().stream().map(entry -> entry.image().ami()).toList();
  }

  private RegisteredTemplate known() {
    return client()
        .newWorkflowStub(RegistryWorkflow.class, options(RegistryWorkflow.id(unique())))
        .readRegistry(new RegistryQuery(location(), Optional.of("layer")))
        .template("layer")
        .orElseThrow();
  }

  private Channel stable() {
    return Optional.ofNullable(known().channels().get(ChannelName.STABLE)).orElseThrow();
  }

  private MoveReport record(LayerSpec layer) {
    RecordRequest request = request(layer, false);
    return workflow(request).recordRelease(request);
  }

  private RecordRequest request(LayerSpec layer, boolean dryRun) {
    return new RecordRequest(
        move(ChannelName.DEV, Action.RECORD, Optional.empty(), Set.of(Rule.VALIDATED), dryRun),
        new RegisteredTemplate.Card(Optional.empty(), List.of(), Map.of()),
        layer.hash(),
        Optional.empty(),
        Optional.empty(),
        List.of(EAST),
        List.of());
  }

  private MoveReport promote() {
    return run(
        move(ChannelName.STABLE, Action.PROMOTE, Optional.of(ChannelName.DEV), Set.of(), false));
  }

  private MoveReport run(MoveRequest request) {
    return workflow(request).moveChannel(request);
  }

  private MoveRequest move(
      ChannelName channel,
      Action action,
      Optional<ChannelName> from,
      Set<Rule> waived,
      boolean dryRun) {
    return new MoveRequest(
        unique(),
        location(),
        "layer",
        channel,
        action,
        from,
        Optional.empty(),
        waived,
        Optional.of(ParameterPrefix.DEFAULT),
        EAST,
        dryRun);
  }

  private RegistryLocation location() {
    return new RegistryLocation("file:" + home.resolve("registry.json"));
  }

  private MoveChannelWorkflow workflow(MoveRequest request) {
    return client()
        .newWorkflowStub(MoveChannelWorkflow.class, options(MoveChannelWorkflow.id(request)));
  }

  private RecordReleaseWorkflow workflow(RecordRequest request) {
    return client()
        .newWorkflowStub(RecordReleaseWorkflow.class, options(RecordReleaseWorkflow.id(request)));
  }

  private WorkflowClient client() {
    return on().environment.getWorkflowClient();
  }

  private static WorkflowOptions options(String id) {
    return WorkflowOptions.newBuilder().setWorkflowId(id).setTaskQueue(TaskQueues.BUILD).build();
  }

  private static String unique() {
    return UUID.randomUUID().toString().substring(0, 8);
  }
}
