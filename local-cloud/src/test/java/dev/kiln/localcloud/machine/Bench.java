package dev.kiln.localcloud.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;

/** Machines under test, on a small base made of this computer's shell and tools. */
final class Bench implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final Machines machines;
  private final List<LayerId> base;
  private final List<String> created = new ArrayList<>();

  private Bench(Machines machines, List<LayerId> base) {
    this.machines = machines;
    this.base = base;
  }

  /** Opens a store with the base {@code toolbox}. */
  static Bench open(Path home, BackendChoice choice) throws IOException {
    return open(home, choice, HostRoot.here(Set.of(home)));
  }

  /** The same, where another tree takes the place of this computer's root. */
  static Bench open(Path home, BackendChoice choice, HostRoot host) throws IOException {
    Path real = home.toRealPath();
    Sandbox sandbox = workingSandbox(real, choice);
    LayerStore store = new LayerStore(real.resolve(sandbox.kind()), host);
    store.prepare();
    Path tree = store.root().resolve("toolbox");
    HostCommand.run(List.of("cp", "-a", toolbox().toString(), tree.toString()));
    LayerId id = new LayerContent(sandbox, tree).layer().id();
    AtomicFile.rename(tree, store.layer(id));
    AtomicFile.write(store.bases().resolve("toolbox"), id.value());
    Machines machines = new LocalMachines(home, choice, host);
    return new Bench(machines, machines.base("toolbox").orElseThrow());
  }

  private static Sandbox workingSandbox(Path home, BackendChoice choice) {
    try {
      return new Probe(home).find(choice);
    } catch (IOException e) {
      return Assumptions.abort("skipped here: " + e.getMessage());
    }
  }

  /** Made once for each version of the script that makes it. */
  static synchronized Path toolbox() throws IOException {
    String text = EnterScript.text("toolbox.sh");
    Path tree =
        Path.of("target", "toolbox-" + Integer.toHexString(text.hashCode())).toAbsolutePath();
    if (Files.notExists(tree)) {
      Path fresh = Files.createTempDirectory(tree.getParent(), "toolbox-");
      HostCommand.run(List.of("sh", "-c", text, "toolbox", fresh.toString()));
      AtomicFile.rename(fresh, tree);
    }
    return tree;
  }

  Machines machines() {
    return machines;
  }

  List<LayerId> base() {
    return base;
  }

  /** A machine on the base. */
  String machine() throws IOException {
    return machine(base);
  }

  /** A machine on {@code layers}. */
  String machine(List<LayerId> layers) throws IOException {
    String id = "m" + NUMBER.incrementAndGet();
    machines.create(id, layers);
    created.add(id);
    return id;
  }

  /** The output of {@code body} and how it ended. */
  Outcome run(String machine, String body) throws IOException, InterruptedException {
    Captured captured = new Captured();
    Execution execution = machines.run(machine, new Script(body, LIMIT, Map.of()), captured);
    return new Outcome(execution.exitCode(), captured.out(), captured.err());
  }

  /** A layer made by {@code body} on {@code layers}. */
  Layer layer(List<LayerId> layers, String body) throws IOException, InterruptedException {
    String machine = machine(layers);
    Outcome outcome = run(machine, body);
    if (outcome.exitCode() != 0) {
      throw new AssertionError("the script of a layer failed: " + outcome);
    }
    return machines.capture(machine);
  }

  @Override
  public void close() throws IOException {
    for (String id : created) {
      machines.delete(id);
    }
    machines.close();
  }

  /** How a script ended. */
  record Outcome(int exitCode, String out, String err) {}
}
