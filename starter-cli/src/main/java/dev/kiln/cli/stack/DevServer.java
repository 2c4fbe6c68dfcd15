package dev.kiln.cli.stack;

import dev.kiln.cli.console.CliFailure;
import dev.kiln.workflows.SearchAttributes;
import io.grpc.StatusRuntimeException;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Temporal's development server as a child of this process, with its database in a file. */
final class DevServer implements AutoCloseable {
  private static final Duration LONGEST_START = Duration.ofSeconds(60);
  private static final Duration ATTEMPT = Duration.ofSeconds(2);
  private static final long LONGEST_STOP_SECONDS = 10;
  private static final int TAIL_LINES = 5;

  private final Process process;
  private final String address;
  private final Path log;

  private DevServer(Process process, String address, Path log) {
    this.process = process;
    this.address = address;
    this.log = log;
  }

  /**
   * Starts the server and waits until it answers.
   *
   * @param home the directory of its database and log
   * @throws CliFailure if it does not start; the message has the end of its log
   */
  static DevServer start(Path binary, Path home, int port, int webUiPort) {
    Path log = home.resolve("temporal.log");
    try {
      Process process =
          new ProcessBuilder(command(binary, home, port, webUiPort))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      process.getOutputStream().close();
      DevServer server = new DevServer(process, "127.0.0.1:" + port, log);
      server.awaitAnswer();
      return server;
    } catch (IOException failed) {
      throw new CliFailure(
          "cannot start the Temporal server '%s': %s; name another with --temporal-binary"
              .formatted(binary, failed.getMessage()),
          failed);
    }
  }

  private static List<String> command(Path binary, Path home, int port, int webUiPort) {
    List<String> command = new ArrayList<>();
    Path setsid = Path.of("/usr/bin/setsid");
    if (Files.isExecutable(setsid)) {
      // In its own session: on Ctrl-C it must outlive the worker that reports to it.
      command.add(setsid.toString());
    }
    command.addAll(List.of(binary.toString(), "server", "start-dev", "--ip", "127.0.0.1"));
    command.addAll(List.of("--port", String.valueOf(port)));
    command.addAll(List.of("--ui-port", String.valueOf(webUiPort)));
    command.addAll(List.of("--db-filename", home.resolve("temporal.db").toString()));
    command.addAll(List.of("--log-level", "warn"));
    SearchAttributes.ALL.forEach(
        attribute ->
            command.addAll(List.of("--search-attribute", attribute.getName() + "=Keyword")));
    return command;
  }

  private void awaitAnswer() {
    Instant deadline = Instant.now().plus(LONGEST_START);
    WorkflowServiceStubs stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(address).build());
    try {
      while (!answers(stubs)) {
        if (!process.isAlive()) {
          throw notStarted("it ended with exit code " + process.exitValue());
        }
        if (Instant.now().isAfter(deadline)) {
          close();
          throw notStarted("it did not answer");
        }
      }
    } finally {
      stubs.shutdownNow();
    }
  }

  private CliFailure notStarted(String fact) {
    return new CliFailure(
        "cannot start the Temporal server at '%s': %s; read '%s', which ends with: %s"
            .formatted(address, fact, log, tail()));
  }

  private static boolean answers(WorkflowServiceStubs stubs) {
    try {
      stubs.connect(ATTEMPT);
      return true;
    } catch (StatusRuntimeException notYet) {
      return false;
    }
  }

  private String tail() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join(
          " | ", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }

  String address() {
    return address;
  }

  ProcessHandle process() {
    return process.toHandle();
  }

  /** Completes when the server ends for any reason. */
  CompletableFuture<Process> onExit() {
    return process.onExit();
  }

  /** Stops the server; its state is in its database. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(LONGEST_STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
