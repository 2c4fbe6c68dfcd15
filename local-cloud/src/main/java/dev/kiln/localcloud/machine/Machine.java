package dev.kiln.localcloud.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/** One machine: its directory, and a lock that lets one caller at a time touch it. */
final class Machine {
  private final LayerStore store;
  private final Sandbox sandbox;
  private final MachineDirectory directory;
  private final ReentrantLock turn = new ReentrantLock(true);
  private final AtomicInteger stops = new AtomicInteger();
  private volatile Optional<RunningScript> running = Optional.empty();

  Machine(LayerStore store, Sandbox sandbox, MachineDirectory directory) {
    this.store = store;
    this.sandbox = sandbox;
    this.directory = directory;
  }

  Execution run(Script script, OutputSink sink) throws IOException, InterruptedException {
    if (!sandbox.backend().executes()) {
      requirePresence("run a script on");
      return new Execution(0, false, Backend.NONE);
    }
    int stopsBefore = stops.get();
    turn.lockInterruptibly();
    try {
      requirePresence("run a script on");
      if (stops.get() != stopsBefore) {
        return new Execution(Execution.KILLED, false, sandbox.backend());
      }
      sandbox.prepare(store, directory);
      directory.write(script);
      return execute(script, sink, stopsBefore);
    } finally {
      turn.unlock();
    }
  }

  /**
   * Kills the running script, and waits for processes that a killed process of ours may have left.
   */
  void stop() throws IOException {
    kill();
    turn.lock();
    try {
      if (directory.exists() && sandbox.backend().executes()) {
        EnterScript.awaitUnlocked(directory);
        sandbox.forget(directory);
      }
    } finally {
      turn.unlock();
    }
  }

  /** Kills the running script without waiting; scripts that wait for their turn do not begin. */
  void kill() {
    stops.incrementAndGet();
    running.ifPresent(RunningScript::kill);
  }

  /** Makes the machine unless it exists with the same layers. */
  void create(List<LayerId> layers) throws IOException {
    turn.lock();
    try {
      if (!directory.exists()) {
        remove(directory.path());
        directory.make(layers);
      } else if (!directory.layers().equals(layers)) {
        throw new IOException(
            "cannot create machine '%s': it exists with other layers; delete it first"
                .formatted(directory.id()));
      }
    } finally {
      turn.unlock();
    }
  }

  Layer capture() throws IOException {
    turn.lock();
    try {
      requirePresence("capture");
      Optional<Layer> captured = directory.captured();
      return captured.isPresent() ? captured.get() : freeze();
    } finally {
      turn.unlock();
    }
  }

  long changedBytes() throws IOException {
    turn.lock();
    try {
      requirePresence("measure");
      Optional<Layer> captured = directory.captured();
      if (captured.isPresent()) {
        return captured.get().bytes();
      }
      sandbox.settle(store, directory);
      return new LayerContent(sandbox, directory.upper()).bytes();
    } finally {
      turn.unlock();
    }
  }

  void delete() throws IOException {
    stop();
    turn.lock();
    try {
      directory.disown();
      remove(directory.path());
    } finally {
      turn.unlock();
    }
  }

  private Execution execute(Script script, OutputSink sink, int stopsBefore)
      throws IOException, InterruptedException {
    RunningScript execution = RunningScript.start(sandbox.enter(store, directory), sink);
    running = Optional.of(execution);
    if (stops.get() != stopsBefore) {
      execution.kill();
    }
    boolean inTime;
    try {
      inTime = execution.endsWithin(script.timeout());
    } finally {
      execution.finish();
      running = Optional.empty();
    }
    if (execution.refusal().isPresent()) {
      throw new IOException(
          "cannot pass on the output of machine '" + directory.id() + "': the receiver refused it",
          execution.refusal().get());
    }
    if (!inTime) {
      return new Execution(Execution.TIMED_OUT, true, sandbox.backend());
    }
    boolean stopped = stops.get() != stopsBefore;
    int exitCode = directory.exitCode().orElseGet(() -> stopped ? Execution.KILLED : -1);
    if (exitCode < 0) {
      throw new IOException(neverBegan(execution.processCode()));
    }
    return new Execution(exitCode, false, sandbox.backend());
  }

  private String neverBegan(int processCode) throws IOException {
    String fact =
        processCode == EnterScript.LOCKED
            ? "another process still runs one there; wait for its end or kill it"
            : "its root filesystem could not be entered (exit code %d): %s; run 'kiln doctor'"
                .formatted(processCode, directory.entryErrors());
    return "cannot run a script on machine '" + directory.id() + "': " + fact;
  }

  /**
   * The directory itself is renamed, so that a layer costs no copy. The record of it is written
   * first: a crash in between leaves the writable layer where it was, and the next capture repeats
   * the work.
   */
  private Layer freeze() throws IOException {
    sandbox.settle(store, directory);
    Layer layer = Layer.NOTHING;
    if (sandbox.backend().executes()) {
      LayerContent content = new LayerContent(sandbox, directory.upper());
      content.dropSockets();
      layer = content.layer();
      HostCommand.run(List.of("sync", "--file-system", directory.upper().toString()));
    }
    directory.rememberCaptured(layer);
    Path target = store.layer(layer.id());
    if (Files.isDirectory(target) || !AtomicFile.rename(directory.upper(), target)) {
      Path discarded = directory.path().resolve("discarded");
      remove(discarded);
      AtomicFile.rename(directory.upper(), discarded);
      remove(discarded);
    }
    return layer;
  }

  private void requirePresence(String verb) throws IOException {
    if (!directory.exists()) {
      throw new IOException(
          "cannot %s machine '%s': there is no such machine; create it first"
              .formatted(verb, directory.id()));
    }
  }

  private void remove(Path path) throws IOException {
    HostCommand.run(sandbox.asRoot(List.of("rm", "-rf", "--one-file-system", path.toString())));
  }
}
