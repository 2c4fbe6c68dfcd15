package dev.kiln.cli.embedded;

import dev.kiln.cli.connect.Closing;
import dev.kiln.cli.connect.Connection;
import dev.kiln.model.Region;
import dev.kiln.worker.KilnWorker;
import dev.kiln.worker.LogSetup;
import dev.kiln.worker.WorkerSettings;
import io.temporal.client.WorkflowClient;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An in-memory Temporal, a worker and, unless the user chose another, the local cloud.
 *
 * @param abandoned whether the user left a build before its clean-up ended
 */
record EmbeddedStack(
    Closing closing,
    AtomicBoolean abandoned,
    InMemoryTemporal temporal,
    Region defaultRegion,
    Optional<String> banner,
    Optional<String> cloudAgain)
    implements Connection {

  /** Starts the parts in parallel: loading their classes takes most of the time. */
  static EmbeddedStack start(
      Path kilnHome, CloudChoice choice, Region region, Map<String, String> environment) {
    LogSetup.ready();
    Path home = kilnHome.resolve("local");
    Closing closing = new Closing();
    AtomicBoolean abandoned = new AtomicBoolean();
    try {
      CompletableFuture<InMemoryTemporal> starting =
          CompletableFuture.supplyAsync(InMemoryTemporal::start);
      closing.add(() -> starting.join().close());
      Cloud cloud = Cloud.open(choice, home, 0, Set.of(kilnHome));
      closing.add(cloud::close);
      if (choice instanceof CloudChoice.InProcess) {
        RunMark mark = new RunMark(home);
        mark.set(Instant.now());
        closing.add(() -> endRun(mark, abandoned));
      }
      InMemoryTemporal temporal = starting.join();
      KilnWorker worker =
          KilnWorker.start(
              temporal.client(),
              cloud.withRegionsOf(environment).settings(),
              Optional.empty(),
              WorkerSettings.embedded());
      closing.add(worker::close);
      String banner =
          "Embedded stack: Temporal, worker and %s. Builds end with this process; 'kiln up' runs a stack that lasts."
              .formatted(cloud.description());
      Optional<String> again =
          cloud
              .endpoint()
              .filter(address -> choice instanceof CloudChoice.InProcess)
              .map(address -> "kiln local-cloud --port " + address.getPort());
      return new EmbeddedStack(closing, abandoned, temporal, region, Optional.of(banner), again);
    } catch (RuntimeException failed) {
      closing.close();
      throw failed;
    }
  }

  /** If a run left resources behind, its mark stays, and the next process cleans up. */
  private static void endRun(RunMark mark, AtomicBoolean abandoned) {
    if (!abandoned.get()) {
      mark.remove();
    }
  }

  @Override
  public void abandon() {
    abandoned.set(true);
  }

  @Override
  public WorkflowClient client() {
    return temporal.client();
  }

  @Override
  public boolean embedded() {
    return true;
  }

  @Override
  public Optional<String> webUi(String workflowId) {
    return Optional.empty();
  }

  @Override
  public void close() {
    closing.close();
  }
}
