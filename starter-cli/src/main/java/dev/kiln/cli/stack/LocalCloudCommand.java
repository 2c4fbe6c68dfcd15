package dev.kiln.cli.stack;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.connect.Closing;
import dev.kiln.cli.console.ExitCode;
import dev.kiln.cli.embedded.Cloud;
import dev.kiln.cli.embedded.CloudChoice;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kiln local-cloud}. */
@Command(
    name = "local-cloud",
    description = "Run only the local cloud until Ctrl-C: EC2, SSM and STS on this machine.")
public final class LocalCloudCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Option(
      names = "--port",
      paramLabel = "<port>",
      description = "Listen on this port of the loopback interface (default: ${DEFAULT-VALUE}).")
  private int port = 4580;

  @Option(
      names = "--home",
      paramLabel = "<directory>",
      description = "Keep images and instances here (default: ~/.kiln/local).")
  private Optional<Path> home = Optional.empty();

  @Option(
      names = "--bootstrap",
      paramLabel = "<base>",
      description =
          "Make a base from the distribution's packages, debian-12 or debian-13, and exit. It needs mmdebstrap or debootstrap.")
  private Optional<String> bootstrap = Optional.empty();

  public LocalCloudCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Path directory =
        home.map(invocation.console().workingDirectory()::resolve)
            .orElseGet(() -> invocation.console().kilnHome().resolve("local"));
    if (bootstrap.isPresent()) {
      String made =
          Cloud.bootstrap(directory, bootstrap.get(), invocation.console().err()::println);
      invocation.print(List.of(made));
      return ExitCode.OK;
    }
    Ports.requireFree(port, "the local cloud", "--port");
    Closing closing = new Closing();
    Cloud cloud =
        Cloud.open(
            new CloudChoice.InProcess(), directory, port, Set.of(invocation.console().kilnHome()));
    closing.add(cloud::close);
    invocation.print(
        List.of(
            "The local cloud is up: " + cloud.description() + ". Ctrl-C stops it.",
            "  aws --endpoint-url http://127.0.0.1:"
                + port
                + " ec2 describe-images --owners self"));
    Stopping.run(invocation.console().interrupts(), new CompletableFuture<>(), closing::close);
    return ExitCode.OK;
  }
}
