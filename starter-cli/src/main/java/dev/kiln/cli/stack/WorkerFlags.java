package dev.kiln.cli.stack;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The options of a worker. */
@Command
final class WorkerFlags {
  @Option(
      names = "--aws",
      description = "Use AWS with this process's credentials instead of the local cloud.")
  boolean aws;

  @Option(
      names = "--metrics",
      paramLabel = "<host:port>",
      description = "Serve the worker's metrics to Prometheus here.")
  private Optional<String> metrics = Optional.empty();

  Optional<String> metrics() {
    return metrics;
  }
}
