package dev.kiln.cli.stack;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the user says about a worker, wherever it runs. */
@Command
final class WorkerFlags {
  @Option(
      names = "--aws",
      description = "Build on AWS, with this process's credentials, and on no local cloud.")
  boolean aws;

  @Option(
      names = "--metrics",
      paramLabel = "<host:port>",
      description = "Where Prometheus can read the worker's metrics.")
  private Optional<String> metrics = Optional.empty();

  Optional<String> metrics() {
    return metrics;
  }
}
