package dev.kiln.integration.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.model.AmiId;
import dev.kiln.model.Architecture;
import dev.kiln.model.Region;
import dev.kiln.model.TemplateHash;
import dev.kiln.model.image.ImageKey;
import dev.kiln.model.image.ImageState;
import dev.kiln.model.image.KilnImage;
import dev.kiln.model.layer.BaseImage;
import dev.kiln.model.layer.BuilderMachine;
import dev.kiln.model.layer.Check;
import dev.kiln.model.layer.LayerSpec;
import dev.kiln.model.layer.SetupStep;
import dev.kiln.workflows.InMemoryServer;
import dev.kiln.workflows.build.BuildWorkflow;
import dev.kiln.workflows.image.BuilderPolicy;
import dev.kiln.workflows.image.ImageWorkflow;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.ListClosedWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.ListOpenWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The real workflows and leases on an in-memory Temporal server, with a double of the cloud. */
public final class Bench implements AutoCloseable {
  public static final Region REGION = new Region("us-east-1");

  public final InMemoryCloud cloud = new InMemoryCloud();
  public final TestWorkflowEnvironment environment = InMemoryServer.start();
  public final WorkflowClient client = environment.getWorkflowClient();
  private final AtomicInteger builds = new AtomicInteger();
  private final List<BenchWorker> workers = new ArrayList<>();

  public Bench() {
    startWorker();
  }

  /** Starts one more worker, which can be stopped alone. */
  public BenchWorker startWorker() {
    return startWorker(Duration.ofMillis(100));
  }

  /** Starts one more worker with another interval of heartbeats. */
  public BenchWorker startWorker(Duration beat) {
    BenchWorker worker = new BenchWorker(client, cloud, beat);
    workers.add(worker);
    return worker;
  }

  /** Stops all workers as a crash would: they report nothing to anyone. */
  public void killWorkers() {
    workers.forEach(BenchWorker::kill);
    workers.clear();
  }

  public static LayerSpec layer(String template, Optional<String> parent) {
    return new LayerSpec(
        template,
        template + ".yaml",
        new TemplateHash(String.format("%016x", template.hashCode())),
        Optional.empty(),
        parent,
        new BaseImage.Vendor("debian-12"),
        List.of(new SetupStep("install", "#!/bin/sh\ntrue\n", Duration.ofMinutes(1))),
        List.of(
            new Check(
                template,
                "is there",
                "true",
                Optional.of(0),
                Optional.empty(),
                Optional.empty(),
                Duration.ofMinutes(1))),
        Map.of(),
        BuilderMachine.DEFAULT,
        true,
        false);
  }

  public BuildWorkflow.Request request(
      BuildWorkflow.Request.Rebuild rebuild, BuilderPolicy policy, LayerSpec... layers) {
    return new BuildWorkflow.Request(
        "b" + builds.incrementAndGet(),
        layers[layers.length - 1].template() + "-v1",
        List.of(layers),
        REGION,
        List.of(Architecture.X86_64),
        rebuild,
        false,
        policy);
  }

  /** A policy with a grace period that is short enough for a test. */
  public static BuilderPolicy policy(Duration grace) {
    return new BuilderPolicy(false, false, Duration.ofHours(1), grace);
  }

  public BuildWorkflow.Request request(LayerSpec... layers) {
    return request(BuildWorkflow.Request.Rebuild.NONE, policy(Duration.ofMillis(300)), layers);
  }

  public WorkflowStub start(BuildWorkflow.Request request) {
    return InMemoryServer.startBuild(client, request);
  }

  public BuildWorkflow.Report run(BuildWorkflow.Request request) {
    return start(request).getResult(BuildWorkflow.Report.class);
  }

  public static CompletableFuture<BuildWorkflow.Report> report(WorkflowStub build) {
    return build.getResultAsync(BuildWorkflow.Report.class);
  }

  public WorkflowStub imageRun(LayerSpec layer) {
    return client.newUntypedWorkflowStub(imageId(layer));
  }

  /** Waits until the layer's image has a run and this many builds wait for it. */
  public void awaitHolders(LayerSpec layer, int count) throws Exception {
    await(count + " holders of " + layer.template(), () -> hasHolders(layer, count));
  }

  private boolean hasHolders(LayerSpec layer, int count) {
    try {
      return holders(layer).size() == count;
    } catch (WorkflowNotFoundException notStartedYet) {
      return false;
    }
  }

  /** The builds that wait for the layer's image. */
  public List<?> holders(LayerSpec layer) {
    return imageRun(layer).query("holders", List.class);
  }

  /** How many leases the newest run of the layer's image has received. */
  public long leases(LayerSpec layer) {
    return history(layer).getEvents().stream()
        .map(HistoryEvent::getWorkflowExecutionSignaledEventAttributes)
        .filter(signal -> signal.getSignalName().equals(ImageWorkflow.LEASE))
        .count();
  }

  /** The stages of the newest run of the layer's image. */
  public WorkflowExecutionHistory history(LayerSpec layer) {
    return client.fetchHistory(imageId(layer));
  }

  /** How many runs of this type have ended. */
  public long closedRuns(String type) {
    return visible()
        .listClosedWorkflowExecutions(
            ListClosedWorkflowExecutionsRequest.newBuilder()
                .setNamespace(client.getOptions().getNamespace())
                .build())
        .getExecutionsList()
        .stream()
        .filter(run -> run.getType().getName().equals(type))
        .count();
  }

  /** How many runs are open. */
  public int openRuns() {
    return visible()
        .listOpenWorkflowExecutions(
            ListOpenWorkflowExecutionsRequest.newBuilder()
                .setNamespace(client.getOptions().getNamespace())
                .build())
        .getExecutionsCount();
  }

  /** The in-memory server lists runs only through these older calls. */
  private WorkflowServiceGrpc.WorkflowServiceBlockingStub visible() {
    return client.getWorkflowServiceStubs().blockingStub();
  }

  private String imageId(LayerSpec layer) {
    return ImageWorkflow.id(key(layer));
  }

  private ImageKey key(LayerSpec layer) {
    return request(layer).keys(Architecture.X86_64).get(0);
  }

  /** An image of the layer that someone else is making or has failed to make. */
  public void addImage(LayerSpec layer, AmiId ami, ImageState state) {
    KilnImage image =
        new KilnImage(
            ami,
            key(layer),
            layer.template() + "-x",
            state,
            state == ImageState.PENDING ? "pending" : "failed (why)",
            Optional.of(new AmiId("ami-ba5e0000")),
            Instant.EPOCH,
            8,
            Optional.empty(),
            Map.of());
    cloud.images.put(ami, image);
  }

  public static List<BuildWorkflow.LayerReport.State> states(BuildWorkflow.Report report) {
    return report.layers().stream().map(BuildWorkflow.LayerReport::state).toList();
  }

  public static void await(String what, Callable<Boolean> holds) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!holds.call()) {
      assertThat(System.nanoTime()).as("deadline for %s", what).isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  @Override
  public void close() {
    cloud.goOn();
    killWorkers();
    environment.close();
  }
}
