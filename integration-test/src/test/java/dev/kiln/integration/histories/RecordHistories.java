package dev.kiln.integration.histories;

import dev.kiln.integration.RehearsalStage;
import dev.kiln.integration.image.Bench;
import dev.kiln.integration.image.InMemoryCloud;
import dev.kiln.model.Architecture;
import dev.kiln.model.Region;
import dev.kiln.model.image.ImageKey;
import dev.kiln.model.layer.LayerSpec;
import dev.kiln.model.retire.OwnedImage;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.TaskQueues;
import dev.kiln.workflows.build.BuildWorkflow;
import dev.kiln.workflows.image.BuilderPolicy;
import dev.kiln.workflows.registry.MoveChannelWorkflow;
import dev.kiln.workflows.registry.RegistryBench;
import dev.kiln.workflows.retire.RetireBench;
import dev.kiln.workflows.retire.RetirePlanWorkflow;
import dev.kiln.workflows.retire.RetireWorkflow;
import dev.kiln.workflows.share.ShareWorkflow;
import dev.kiln.workflows.share.SharingBench;
import dev.kiln.workflows.validate.ValidateWorkflow;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Records histories for the replay test of the workflows. Run it when a workflow gains a path that
 * no recorded history takes, with {@code -Drecord=} and the name of this class or of a neighbour:
 *
 * <pre>./mvnw -pl integration-test -am process-test-classes -Drecord=RecordHistories</pre>
 *
 * <p>It writes to {@code integration-test/target/histories}. Copy what is new to {@code
 * workflows/src/test/resources/histories}. Never replace a history to make a failing replay pass:
 * running builds would fail in the same way.
 */
public final class RecordHistories {
  private static final LayerSpec FOUNDATION = Bench.layer("foundation", Optional.empty());
  private static final LayerSpec GROMACS = Bench.layer("gromacs", Optional.of("foundation"));

  private static final LayerSpec BOOTING = RehearsalStage.booting(FOUNDATION);

  private RecordHistories() {}

  /** Records into the folder that the only argument names. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    recordSharing(folder);
    recordRetirement(folder);
    recordReleases(folder);
    Files.writeString(folder.resolve("lineage-with-a-silent-region.json"), LineageHistory.json());
    Files.writeString(folder.resolve("compare-untold.json"), CompareHistory.json());
    recordTwoLayers(folder);
    recordLosses(folder);
    recordFailedSetup(folder);
    recordBootTests(folder);
    recordUnacceptedImage(folder);
    recordCancellation(folder);
  }

  private static void recordTwoLayers(Path folder) throws Exception {
    try (Bench bench = new Bench()) {
      WorkflowStub build = bench.start(bench.request(FOUNDATION, GROMACS));
      build.getResult(BuildWorkflow.Report.class);
      save(bench, build, folder.resolve("build-of-two-layers.json"));
      save(bench, bench.imageRun(GROMACS), folder.resolve("image-built.json"));
      WorkflowStub again = bench.start(bench.request(FOUNDATION, GROMACS));
      again.getResult(BuildWorkflow.Report.class);
      save(bench, again, folder.resolve("build-that-reuses.json"));
    }
  }

  private static void recordLosses(Path folder) throws Exception {
    try (Bench bench = new Bench()) {
      bench.cloud.printed.set(2_500);
      bench.cloud.failNext("check", InMemoryCloud.builderLost());
      bench.cloud.failNext("available", FailureType.IMAGE_FAILED.failure("internal error"));
      bench.run(bench.request(FOUNDATION));
      save(bench, bench.imageRun(FOUNDATION), folder.resolve("image-after-losses.json"));
    }
  }

  private static void recordFailedSetup(Path folder) throws Exception {
    try (Bench bench = new Bench()) {
      bench.cloud.failNext("setup", FailureType.SETUP_FAILED.failure("exit code 3"));
      WorkflowStub failing = bench.start(bench.request(FOUNDATION, GROMACS));
      awaitFailure(failing);
      save(bench, failing, folder.resolve("build-failed.json"));
      save(bench, bench.imageRun(FOUNDATION), folder.resolve("image-failed.json"));
    }
  }

  private static void recordBootTests(Path folder) throws Exception {
    try (Bench bench = new Bench()) {
      bench.cloud.failNext("boot", InMemoryCloud.builderLost());
      bench.run(bench.request(BOOTING));
      save(bench, bench.imageRun(BOOTING), folder.resolve("image-boot-tested.json"));
      save(bench, validated(bench), folder.resolve("validation-of-two.json"));
    }
  }

  private static void recordUnacceptedImage(Path folder) throws Exception {
    try (Bench bench = new Bench()) {
      bench.cloud.forgetWhenBooted();
      awaitFailure(bench.start(bench.request(BOOTING)));
      save(bench, bench.imageRun(BOOTING), folder.resolve("image-not-accepted.json"));
    }
  }

  private static void recordCancellation(Path folder) throws Exception {
    try (Bench bench = new Bench()) {
      bench.cloud.holdSetup();
      WorkflowStub cancelled = bench.start(bench.request(FOUNDATION));
      bench.cloud.awaitSetups(1);
      cancelled.cancel();
      awaitFailure(cancelled);
      save(bench, cancelled, folder.resolve("build-cancelled.json"));
      save(bench, bench.imageRun(FOUNDATION), folder.resolve("image-abandoned.json"));
    }
  }

  private static void recordSharing(Path folder) throws IOException {
    try (SharingBench bench = new SharingBench()) {
      bench.block();
      WorkflowStub sharing = bench.share("s1", false);
      sharing.getResult(ShareWorkflow.Report.class);
      Files.writeString(folder.resolve("share-partial.json"), bench.history(sharing));
    }
  }

  /** One image that fails, and one that does not exist. */
  private static WorkflowStub validated(Bench bench) {
    bench.cloud.forgetWhenBooted();
    ImageKey key = bench.request(BOOTING).keys(Architecture.X86_64).get(0);
    ImageKey elsewhere =
        new ImageKey(key.template(), key.hash(), key.architecture(), new Region("eu-west-1"));
    ValidateWorkflow.Request request =
        new ValidateWorkflow.Request(
            "v1",
            "foundation",
            List.of(
                new ValidateWorkflow.Request.Subject(key, Optional.empty(), true),
                new ValidateWorkflow.Request.Subject(elsewhere, Optional.empty(), true)),
            true,
            BOOTING.checks(),
            BOOTING.machine(),
            BuilderPolicy.DEFAULT,
            true);
    WorkflowStub run =
        bench.client.newUntypedWorkflowStub(
            "ValidateWorkflow",
            WorkflowOptions.newBuilder()
                .setWorkflowId(ValidateWorkflow.id(request))
                .setTaskQueue(TaskQueues.BUILD)
                .build());
    run.start(request);
    System.out.println(run.getResult(ValidateWorkflow.Report.class));
    return run;
  }

  /** A move that succeeds, and a move that the guard refuses. */
  private static void recordReleases(Path folder) throws IOException {
    try (RegistryBench bench = new RegistryBench()) {
      bench.images.add(RegistryBench.image(1, RegistryBench.HOME, true));
      bench.images.add(RegistryBench.image(2, RegistryBench.HOME, false));
      WorkflowStub recording = bench.record(1);
      recording.getResult(MoveChannelWorkflow.Report.class);
      Files.writeString(folder.resolve("release-recorded.json"), bench.history(recording));
      WorkflowStub promotion = bench.promote("p1");
      promotion.getResult(MoveChannelWorkflow.Report.class);
      Files.writeString(folder.resolve("release-promoted.json"), bench.history(promotion));
      bench.record(2).getResult(MoveChannelWorkflow.Report.class);
      WorkflowStub refusal = bench.promote("p2");
      refusal.getResult(MoveChannelWorkflow.Report.class);
      Files.writeString(folder.resolve("release-refused.json"), bench.history(refusal));
    }
  }

  private static void recordRetirement(Path folder) throws IOException {
    OwnedImage foundation = RetireBench.image(1, "foundation", Optional.empty());
    try (RetireBench bench = new RetireBench()) {
      bench.images.images.add(foundation);
      bench.images.images.add(RetireBench.image(2, "gromacs", Optional.of(foundation)));
      WorkflowStub plan = bench.plan("p1", "foundation-v1");
      plan.getResult(RetirePlanWorkflow.Plan.class);
      Files.writeString(folder.resolve("retire-plan.json"), bench.history(plan));
      WorkflowStub deletion = bench.delete("d1");
      deletion.getResult(RetireWorkflow.Report.class);
      Files.writeString(folder.resolve("retire-a-chain.json"), bench.history(deletion));
    }
  }

  private static void awaitFailure(WorkflowStub build) {
    try {
      build.getResult(BuildWorkflow.Report.class);
      throw new IllegalStateException("this build should have failed");
    } catch (WorkflowFailedException asIntended) {
      System.out.println(asIntended.getMessage());
    }
  }

  private static void save(Bench bench, WorkflowStub run, Path file) throws IOException {
    String id = Optional.ofNullable(run.getExecution()).orElseThrow().getWorkflowId();
    Files.writeString(file, bench.client.fetchHistory(id).toJson(true));
  }
}
