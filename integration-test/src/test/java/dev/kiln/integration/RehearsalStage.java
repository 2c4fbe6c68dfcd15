package dev.kiln.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.activities.aws.CloudSettings;
import dev.kiln.activities.aws.Patience;
import dev.kiln.localcloud.LocalCloud;
import dev.kiln.localcloud.control.Inventory.Resource;
import dev.kiln.localcloud.settings.LocalCloudSettings;
import dev.kiln.model.Architecture;
import dev.kiln.model.Region;
import dev.kiln.model.TemplateHash;
import dev.kiln.model.layer.BaseImage;
import dev.kiln.model.layer.BuilderMachine;
import dev.kiln.model.layer.Check;
import dev.kiln.model.layer.LayerSpec;
import dev.kiln.model.layer.SetupStep;
import dev.kiln.worker.KilnWorker;
import dev.kiln.worker.WorkerSettings;
import dev.kiln.workflows.InMemoryServer;
import dev.kiln.workflows.build.BuildWorkflow;
import dev.kiln.workflows.image.BuilderPolicy;
import dev.kiln.workflows.image.ImageWorkflow;
import dev.kiln.workflows.image.Stage;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestWorkflowEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Tag;

/** The real worker on an in-memory Temporal server and a local cloud that can run scripts. */
public final class RehearsalStage implements AutoCloseable {
  public static final Region REGION = new Region("us-east-1");

  public final LocalCloud cloud;
  public final TestWorkflowEnvironment environment;
  private final Patience patience;
  private final List<Region> regions;
  private KilnWorker worker;
  private final AtomicInteger builds = new AtomicInteger();

  public RehearsalStage(LocalCloudSettings settings) {
    this(settings, Patience.usual());
  }

  public RehearsalStage(LocalCloudSettings settings, Patience patience) {
    this(settings, patience, List.of());
  }

  /** A stage whose worker knows the regions with Kiln's images. */
  public RehearsalStage(LocalCloudSettings settings, Patience patience, List<Region> regions) {
    this.patience = patience;
    this.regions = regions;
    try {
      cloud = LocalCloud.start(settings);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    environment = InMemoryServer.start();
    worker = startWorker();
  }

  private KilnWorker startWorker() {
    return KilnWorker.start(
        environment.getWorkflowClient(),
        CloudSettings.local(cloud.endpoint()).withPatience(patience).withRegions(regions),
        Optional.empty(),
        new WorkerSettings(Duration.ofMillis(200), Duration.ZERO, Duration.ZERO));
  }

  /** Replaces the worker with a new one that has nothing in its memory. */
  public void replaceWorker() {
    worker.close();
    worker = startWorker();
  }

  /** A layer of one script and one check, on this machine's own root. */
  public static LayerSpec layer(
      String template, Optional<String> parent, String script, String check) {
    return layer(template, parent, script, check, Duration.ofMinutes(1));
  }

  /** Such a layer with its own limit for the script. */
  public static LayerSpec layer(
      String template, Optional<String> parent, String script, String check, Duration limit) {
    return new LayerSpec(
        template,
        template + ".yaml",
        new TemplateHash("%016x".formatted((template + script).hashCode() & 0xffffffffL)),
        Optional.empty(),
        parent,
        new BaseImage.Vendor("host"),
        List.of(new SetupStep("install", "#!/bin/sh\nset -e\n" + script, limit)),
        List.of(
            new Check(
                template,
                "holds",
                check,
                Optional.of(0),
                Optional.empty(),
                Optional.empty(),
                Duration.ofMinutes(1))),
        Map.of("Team", "research"),
        BuilderMachine.DEFAULT,
        true,
        false);
  }

  /** The same layer with a boot test. */
  public static LayerSpec booting(LayerSpec layer) {
    return new LayerSpec(
        layer.template(),
        layer.source(),
        layer.hash(),
        layer.version(),
        layer.parent(),
        layer.base(),
        layer.setup(),
        layer.checks(),
        layer.tags(),
        layer.machine(),
        layer.hygiene(),
        true);
  }

  public BuildWorkflow.Request request(BuilderPolicy policy, LayerSpec... layers) {
    return new BuildWorkflow.Request(
        "b" + builds.incrementAndGet(),
        layers[layers.length - 1].template() + "-v1",
        List.of(layers),
        REGION,
        List.of(Architecture.of(System.getProperty("os.arch"))),
        BuildWorkflow.Request.Rebuild.NONE,
        false,
        policy);
  }

  public BuildWorkflow.Report build(LayerSpec... layers) {
    return start(layers).getResult(BuildWorkflow.Report.class);
  }

  public WorkflowStub start(LayerSpec... layers) {
    BuilderPolicy policy =
        new BuilderPolicy(false, false, Duration.ofHours(1), Duration.ofMillis(300));
    return start(request(policy, layers));
  }

  public WorkflowStub start(BuildWorkflow.Request request) {
    return InMemoryServer.startBuild(environment.getWorkflowClient(), request);
  }

  /** The run that makes a layer's image. */
  public WorkflowStub imageRun(LayerSpec layer) {
    BuildWorkflow.Request request = request(BuilderPolicy.DEFAULT, layer);
    return environment
        .getWorkflowClient()
        .newUntypedWorkflowStub(
            ImageWorkflow.id(request.keys(request.architectures().get(0)).get(0)));
  }

  /** Whether the run that makes a layer's image is in the middle of a stage. */
  public boolean isAt(Stage stage, LayerSpec layer) {
    try {
      return imageRun(layer).query("progress", ImageWorkflow.Progress.class).stages().stream()
          .filter(known -> known.state() == Stage.Progress.State.RUNNING)
          .anyMatch(known -> known.stage() == stage);
    } catch (WorkflowException notStarted) {
      return false;
    }
  }

  /** A run's whole history, in the form for replays. */
  public String history(String workflowId) {
    return environment.getWorkflowClient().fetchHistory(workflowId).toJson(true);
  }

  /** Waits until an activity of the layer's run matches, and returns it. */
  public PendingActivityInfo awaitActivity(LayerSpec layer, Predicate<PendingActivityInfo> wanted) {
    Optional<PendingActivityInfo> found = Optional.empty();
    while (found.isEmpty()) {
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      found = activities(layer).filter(wanted).findFirst();
    }
    return found.get();
  }

  private Stream<PendingActivityInfo> activities(LayerSpec layer) {
    try {
      return imageRun(layer).describe().getRawDescription().getPendingActivitiesList().stream();
    } catch (WorkflowNotFoundException notStartedYet) {
      return Stream.empty();
    }
  }

  /** Waits until an action was called this often. */
  public void awaitCalls(String action, long count) {
    while (cloud.calls().count(action) < count) {
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  /** A client for somebody else in the same account. */
  public Ec2Client stranger() {
    return ec2(REGION.value());
  }

  /** Changes a tag, as somebody with a console would. */
  public void tag(String resource, String key, String value) {
    try (Ec2Client ec2 = ec2(REGION.value())) {
      ec2.createTags(
          request -> request.resources(resource).tags(Tag.builder().key(key).value(value).build()));
    }
  }

  /** Copies the only image, with its tags. */
  public void copyTo(String region) {
    Resource image = ourImages().get(0);
    try (Ec2Client ec2 = ec2(region)) {
      ec2.copyImage(
          request ->
              request
                  .name(image.name())
                  .sourceImageId(image.id())
                  .sourceRegion(REGION.value())
                  .copyImageTags(true));
    }
  }

  private Ec2Client ec2(String region) {
    return Ec2Client.builder()
        .endpointOverride(cloud.endpoint())
        .region(software.amazon.awssdk.regions.Region.of(region))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .build();
  }

  /** Kiln's images, without the vendors' base images. */
  public List<Resource> ourImages() {
    return cloud.inventory().list("image").stream()
        .filter(image -> image.tags().containsKey("BuildId"))
        .toList();
  }

  public void assertNothingIsLeftOver() {
    assertThat(cloud.inventory().leftovers())
        .filteredOn(resource -> resource.kind().equals("instance"))
        .isEmpty();
  }

  @Override
  public void close() throws IOException {
    worker.close();
    environment.close();
    cloud.close();
  }
}
