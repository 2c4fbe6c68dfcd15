package dev.kiln.cli.stack;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.connect.Closing;
import dev.kiln.cli.connect.DefaultRegion;
import dev.kiln.cli.connect.NamedTemporal;
import dev.kiln.cli.connect.RunningStack;
import dev.kiln.cli.console.CliFailure;
import dev.kiln.cli.console.ExitCode;
import dev.kiln.cli.embedded.Cloud;
import dev.kiln.cli.embedded.CloudChoice;
import dev.kiln.cli.embedded.WorkerRun;
import dev.kiln.cli.registry.RegistryFlags;
import dev.kiln.model.Region;
import io.temporal.envconfig.ClientConfigProfile;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kiln worker}. */
@Command(
    name = "worker",
    description = {
      "Run a worker until Ctrl-C or SIGTERM; any number of workers share the work.",
      "It connects to the Temporal that you name, or to the running stack's."
    })
public final class WorkerCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Mixin private WorkerFlags flags = new WorkerFlags();

  @Option(
      names = "--cloud",
      paramLabel = "<url>",
      description = "Build on the local cloud at this address (default: the running stack's).")
  private Optional<String> cloud = Optional.empty();

  public WorkerCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Optional<RunningStack> stack = RunningStack.alive(invocation.console().kilnHome());
    CloudChoice choice = choice(stack);
    ClientConfigProfile temporal = temporal(stack);
    WorkerRun.logToStandardOutput();
    Closing closing = new Closing();
    Cloud opened =
        Cloud.open(choice, invocation.console().kilnHome(), 0, Set.of())
            .withRegionsOf(invocation.console().environment());
    closing.add(opened::close);
    Region region =
        DefaultRegion.of(
            invocation.connectOptions(), invocation.console(), stack.map(RunningStack::region));
    WorkerRun worker =
        WorkerRun.start(
            temporal,
            opened,
            flags.metrics(),
            region,
            RegistryFlags.ofWorker(invocation.console()));
    closing.add(worker::close);
    Stopping.run(invocation.console().interrupts(), new CompletableFuture<>(), closing::close);
    return ExitCode.OK;
  }

  private ClientConfigProfile temporal(Optional<RunningStack> stack) {
    return NamedTemporal.find(invocation.connectOptions(), invocation.console())
        .map(NamedTemporal::profile)
        .or(() -> stack.map(RunningStack::profile))
        .orElseThrow(
            () ->
                new CliFailure(
                    "cannot start a worker: no Temporal is named and no stack is running; pass --address or run 'kiln up --no-worker'"));
  }

  private CloudChoice choice(Optional<RunningStack> stack) {
    if (flags.aws && cloud.isPresent()) {
      throw CliFailure.usage(
          "cannot start a worker: --aws and --cloud exclude each other; omit one");
    }
    String chosen =
        cloud
            .or(() -> flags.aws ? Optional.of("aws") : Optional.empty())
            .or(() -> invocation.console().variable(CloudChoice.VARIABLE))
            .or(() -> stack.map(running -> running.cloud().map(URI::toString).orElse("aws")))
            .orElse("local");
    if (chosen.equals("local")) {
      throw CliFailure.usage(
          "cannot start a worker: no cloud is named; pass --aws, or --cloud with the address of a 'kiln local-cloud'");
    }
    return CloudChoice.of(chosen, invocation.console());
  }
}
