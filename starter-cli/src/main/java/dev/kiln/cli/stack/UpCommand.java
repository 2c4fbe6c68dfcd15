package dev.kiln.cli.stack;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.connect.Closing;
import dev.kiln.cli.connect.DefaultRegion;
import dev.kiln.cli.connect.RunningStack;
import dev.kiln.cli.connect.RunningStack.ProcessMark;
import dev.kiln.cli.console.CliFailure;
import dev.kiln.cli.console.ExitCode;
import dev.kiln.cli.embedded.Cloud;
import dev.kiln.cli.embedded.CloudChoice;
import dev.kiln.cli.embedded.WorkerRun;
import dev.kiln.cli.registry.RegistryFlags;
import dev.kiln.cli.terminal.Interrupts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kiln up}. */
@Command(
    name = "up",
    description = {
      "Run a Temporal server with its Web UI, a worker and the local cloud until Ctrl-C.",
      "The same user's other commands find them automatically; builds survive a restart."
    })
public final class UpCommand implements Callable<Integer> {
  private static final String NAMESPACE = "default";

  private final Invocation invocation;

  @Option(
      names = "--port",
      paramLabel = "<port>",
      description = "The port of the Temporal server (default: ${DEFAULT-VALUE}).")
  private int port = 7233;

  @Option(
      names = "--ui-port",
      paramLabel = "<port>",
      description = "The port of the Web UI (default: ${DEFAULT-VALUE}).")
  private int webUiPort = 8233;

  @Option(
      names = "--cloud-port",
      paramLabel = "<port>",
      description = "The port of the local cloud (default: ${DEFAULT-VALUE}).")
  private int cloudPort = 4580;

  @Mixin private WorkerFlags flags = new WorkerFlags();

  @Option(names = "--no-worker", description = "Run no worker; start some with 'kiln worker'.")
  private boolean noWorker;

  @Option(
      names = "--temporal-binary",
      paramLabel = "<file>",
      description =
          "The temporal command (default: $KILN_TEMPORAL, else the PATH, else a download).")
  private Optional<Path> binary = Optional.empty();

  public UpCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Path home = home();
    requireNoOther(home);
    Ports.requireFree(port, "the Temporal server", "--port");
    Ports.requireFree(webUiPort, "the Web UI", "--ui-port");
    if (!flags.aws) {
      Ports.requireFree(cloudPort, "the local cloud", "--cloud-port");
    }
    WorkerRun.logToFile(home.resolve("worker.log"));
    Closing closing = new Closing();
    try {
      DevServer server = start(home, closing);
      Interrupts interrupts = invocation.console().interrupts();
      boolean stopped = Stopping.run(interrupts, server.onExit(), closing::close);
      return stopped ? ExitCode.OK : serverEnded(home);
    } catch (IOException failed) {
      closing.close();
      throw new CliFailure("cannot write in '%s': %s".formatted(home, failed.getMessage()), failed);
    } catch (RuntimeException failed) {
      closing.close();
      throw failed;
    }
  }

  private DevServer start(Path home, Closing closing) throws IOException {
    Path program =
        TemporalBinary.find(binary, invocation.console())
            .orElseGet(() -> TemporalBinary.fetch(invocation.console()));
    DevServer server = DevServer.start(program, home, port, webUiPort);
    closing.add(server::close);
    CloudChoice choice =
        flags.aws ? CloudChoice.of("aws", invocation.console()) : new CloudChoice.InProcess();
    Cloud cloud =
        Cloud.open(choice, home.resolve("local"), cloudPort, Set.of(home))
            .withRegionsOf(invocation.console().environment());
    closing.add(cloud::close);
    RunningStack stack = stack(server, cloud);
    if (!noWorker) {
      WorkerRun worker =
          WorkerRun.start(
              stack.profile(),
              cloud,
              flags.metrics(),
              stack.region(),
              RegistryFlags.ofWorker(invocation.console()));
      closing.add(worker::close);
    }
    stack.record(home);
    closing.add(() -> forget(home));
    printBanner(home, stack, cloud);
    return server;
  }

  private RunningStack stack(DevServer server, Cloud cloud) {
    return new RunningStack(
        server.address(),
        NAMESPACE,
        URI.create("http://127.0.0.1:" + webUiPort),
        cloud.endpoint(),
        DefaultRegion.of(invocation.connectOptions(), invocation.console(), Optional.empty()),
        ProcessMark.of(ProcessHandle.current()),
        ProcessMark.of(server.process()));
  }

  private Path home() {
    Path home = invocation.console().kilnHome();
    try {
      return Files.createDirectories(home);
    } catch (IOException failed) {
      throw new CliFailure(
          "cannot write in '%s': %s; make it writable or set KILN_HOME to another directory"
              .formatted(home, failed),
          failed);
    }
  }

  /** A killed stack leaves its server behind, which holds the port and the database. */
  private void requireNoOther(Path home) {
    Optional<RunningStack> recorded = RunningStack.recorded(home);
    if (recorded.flatMap(stack -> stack.process().process()).isPresent()) {
      throw new CliFailure(
          "cannot start a stack in '%s': process %d runs one at %s; use that, or stop it with 'kiln down'"
              .formatted(home, recorded.get().process().pid(), recorded.get().address()));
    }
    if (recorded.isPresent() && new StackEnd(recorded.get()).stopServer()) {
      invocation.note("stopped the Temporal server of a killed stack");
    }
  }

  private int serverEnded(Path home) {
    invocation.note(
        "cannot continue: the Temporal server ended; read '%s'"
            .formatted(home.resolve("temporal.log")));
    return ExitCode.FAILED;
  }

  private static void forget(Path home) {
    try {
      RunningStack.forget(home);
    } catch (IOException failed) {
      throw new CliFailure("cannot delete the record of the stack: " + failed.getMessage(), failed);
    }
  }

  private void printBanner(Path home, RunningStack stack, Cloud cloud) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "The stack is up. Other kiln commands find it automatically; press Ctrl-C to stop it.");
    lines.add("");
    lines.add("  Web UI       " + stack.webUi());
    lines.add("  Temporal     " + stack.address() + "  (database in " + home + ")");
    lines.add("  Cloud        " + cloud.description());
    stack
        .cloud()
        .ifPresent(address -> lines.add("               aws --endpoint-url " + address + " ..."));
    lines.add(
        "  Worker       " + (noWorker ? "none; start some with 'kiln worker'" : "in this process"));
    invocation.print(lines);
  }
}
