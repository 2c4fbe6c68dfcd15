package dev.kiln.activities.image;

import dev.kiln.activities.waiting.OpenWaits;
import dev.kiln.model.Architecture;
import dev.kiln.model.Region;
import dev.kiln.model.TemplateHash;
import dev.kiln.model.layer.BaseImage;
import dev.kiln.model.layer.BuilderMachine;
import dev.kiln.model.layer.Check;
import dev.kiln.model.layer.LayerSpec;
import dev.kiln.model.layer.SetupStep;
import dev.kiln.workflows.KilnDataConverter;
import dev.kiln.workflows.SearchAttributes;
import dev.kiln.workflows.TaskQueues;
import dev.kiln.workflows.build.BuildReport;
import dev.kiln.workflows.build.BuildRequest;
import dev.kiln.workflows.build.BuildWorkflow;
import dev.kiln.workflows.build.BuildWorkflowImpl;
import dev.kiln.workflows.image.BuilderPolicy;
import dev.kiln.workflows.image.ImageWorkflow;
import dev.kiln.workflows.image.ImageWorkflowImpl;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** The real workflows and leases on an in-memory Temporal, over a cloud that is a double. */
final class Bench implements AutoCloseable {
  static final Region REGION = new Region("us-east-1");

  final InMemoryCloud cloud = new InMemoryCloud();
  final TestWorkflowEnvironment environment;
  final WorkflowClient client;
  private final AtomicInteger builds = new AtomicInteger();
  private final List<Runnable> workers = new ArrayList<>();

  Bench() {
    environment =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setUseTimeskipping(false)
                .setWorkflowClientOptions(
                    WorkflowClientOptions.newBuilder()
                        .setDataConverter(KilnDataConverter.create())
                        .setWorkerHeartbeatInterval(Duration.ofSeconds(-1))
                        .build())
                .build());
    SearchAttributes.ALL.forEach(
        key ->
            environment.registerSearchAttribute(
                key.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD));
    client = environment.getWorkflowClient();
    startWorker();
  }

  /** A worker of its own factory, so that it can be stopped alone. */
  Runnable startWorker() {
    OpenWaits waits = new OpenWaits(client, Duration.ofMillis(100));
    TemporalLeaseActivities leases = new TemporalLeaseActivities(client, waits);
    WorkerFactory factory = WorkerFactory.newInstance(client);
    WorkerOptions options =
        WorkerOptions.newBuilder()
            .setStickyQueueScheduleToStartTimeout(Duration.ZERO)
            .setMaxHeartbeatThrottleInterval(Duration.ofMillis(100))
            .build();
    Worker build = factory.newWorker(TaskQueues.BUILD, options);
    build.registerWorkflowImplementationTypes(BuildWorkflowImpl.class, ImageWorkflowImpl.class);
    build.registerActivitiesImplementations(cloud);
    Worker wait = factory.newWorker(TaskQueues.WAIT, options);
    wait.registerActivitiesImplementations(leases);
    factory.start();
    Runnable worker =
        () -> {
          factory.shutdownNow();
          waits.close();
          leases.close();
        };
    workers.add(worker);
    return worker;
  }

  /** Stops the workers there are, as a crash would: nothing is said to anyone. */
  void killWorkers() {
    for (Runnable worker : workers) {
      worker.run();
    }
    workers.clear();
  }

  static LayerSpec layer(String template, Optional<String> parent) {
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

  /** The same layer, whose image is to be booted before it is used. */
  static LayerSpec booting(LayerSpec layer) {
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

  BuildRequest request(BuildRequest.Rebuild rebuild, BuilderPolicy policy, LayerSpec... layers) {
    return new BuildRequest(
        "b" + builds.incrementAndGet(),
        layers[layers.length - 1].template() + "-v1",
        List.of(layers),
        REGION,
        List.of(Architecture.X86_64),
        rebuild,
        false,
        policy);
  }

  /** A policy whose grace is short enough for a test to wait for. */
  static BuilderPolicy policy(Duration grace) {
    return new BuilderPolicy(false, false, Duration.ofHours(1), grace);
  }

  BuildRequest request(LayerSpec... layers) {
    return request(BuildRequest.Rebuild.NONE, policy(Duration.ofMillis(300)), layers);
  }

  WorkflowStub start(BuildRequest request) {
    WorkflowStub stub =
        client.newUntypedWorkflowStub(
            "BuildWorkflow",
            WorkflowOptions.newBuilder()
                .setWorkflowId(BuildWorkflow.id(request))
                .setTaskQueue(TaskQueues.BUILD)
                .build());
    stub.start(request);
    return stub;
  }

  BuildReport run(BuildRequest request) {
    return start(request).getResult(BuildReport.class);
  }

  static CompletableFuture<BuildReport> report(WorkflowStub build) {
    return build.getResultAsync(BuildReport.class);
  }

  WorkflowStub imageRun(LayerSpec layer) {
    return client.newUntypedWorkflowStub(
        ImageWorkflow.id(request(layer).keys(Architecture.X86_64).get(0)));
  }

  @Override
  public void close() {
    cloud.goOn();
    killWorkers();
    environment.close();
  }
}
