package dev.kiln.cli.embedded;

import dev.kiln.cli.console.CliFailure;
import dev.kiln.model.Region;
import dev.kiln.model.registry.RegistryLocation;
import dev.kiln.worker.LogSetup;
import dev.kiln.worker.WorkerEnvironment;
import dev.kiln.worker.WorkerProcess;
import io.temporal.envconfig.ClientConfigProfile;
import java.nio.file.Path;
import java.util.Optional;

/** A worker in this process for a Temporal outside it. */
public final class WorkerRun implements AutoCloseable {
  private final WorkerProcess worker;

  private WorkerRun(WorkerProcess worker) {
    this.worker = worker;
  }

  /** To be called before anything that logs. */
  public static void logToStandardOutput() {
    LogSetup.toStandardOutput();
  }

  /** To be called before anything that logs. */
  public static void logToFile(Path file) {
    LogSetup.toFile(file);
  }

  /**
   * Starts it.
   *
   * @param metrics host and port for Prometheus
   * @param region the region that lists the account's regions
   * @param registry whose channels protect images, in addition to a registry that a command names
   * @throws CliFailure if it cannot reach Temporal or take the port
   */
  public static WorkerRun start(
      ClientConfigProfile temporal,
      Cloud cloud,
      Optional<String> metrics,
      Region region,
      Optional<RegistryLocation> registry) {
    try {
      return new WorkerRun(
          WorkerProcess.start(
              new WorkerEnvironment(
                  temporal,
                  cloud.settings(),
                  metrics.map(WorkerEnvironment::metricsAddress),
                  region,
                  registry)));
    } catch (IllegalArgumentException | IllegalStateException unusable) {
      throw new CliFailure(String.valueOf(unusable.getMessage()), unusable);
    }
  }

  @Override
  public void close() {
    worker.close();
  }
}
