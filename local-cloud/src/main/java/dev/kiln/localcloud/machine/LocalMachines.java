package dev.kiln.localcloud.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The machines of a store on this computer, under the backend found when the first is needed. */
final class LocalMachines implements Machines {
  private static final Pattern MACHINE_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,62}");

  private final Path home;
  private final BackendChoice choice;
  private final HostRoot host;
  private final Map<String, Machine> machines = new ConcurrentHashMap<>();
  private volatile Optional<Ground> ground = Optional.empty();

  LocalMachines(Path home, BackendChoice choice, HostRoot host) {
    this.home = home.toAbsolutePath().normalize();
    this.choice = choice;
    this.host = host;
  }

  /** The sandbox and the store under every machine, known once the backend is. */
  private record Ground(Sandbox sandbox, LayerStore store) {}

  @Override
  public Backend backend() {
    try {
      return ground().sandbox().backend();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Optional<List<LayerId>> base(String name) {
    try {
      if (name.equals(LayerId.HOST.value())) {
        return Optional.of(ground().sandbox().host()).filter(layers -> !layers.isEmpty());
      }
      return ground().store().base(name).map(List::of);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<LayerId> bootstrap(String name, OutputSink progress)
      throws IOException, InterruptedException {
    return List.of(new Bootstrap(ground().sandbox(), ground().store()).obtain(name, progress));
  }

  @Override
  public synchronized void create(String machineId, List<LayerId> layers) throws IOException {
    LayerStore store = ground().store();
    for (LayerId layer : layers) {
      if (!layer.equals(LayerId.HOST) && !Files.isDirectory(store.layer(layer))) {
        throw new IOException(
            "cannot create machine '%s': layer '%s' is not in the store; build its image again"
                .formatted(machineId, layer));
      }
    }
    machine(machineId).create(List.copyOf(layers));
  }

  @Override
  public Execution run(String machineId, Script script, OutputSink sink)
      throws IOException, InterruptedException {
    return machine(machineId).run(script, sink);
  }

  @Override
  public void stop(String machineId) throws IOException {
    machine(machineId).stop();
  }

  @Override
  public Layer capture(String machineId) throws IOException {
    return machine(machineId).capture();
  }

  @Override
  public long changedBytes(String machineId) throws IOException {
    return machine(machineId).changedBytes();
  }

  @Override
  public List<String> changedFiles(LayerId layer) throws IOException {
    Sandbox sandbox = ground().sandbox();
    if (layer.equals(LayerId.HOST) || !sandbox.backend().executes()) {
      return List.of();
    }
    return content(layer).files();
  }

  @Override
  public List<FileEntry> files(List<LayerId> layers) throws IOException {
    LayeredFiles files = new LayeredFiles(layers.contains(LayerId.HOST));
    for (LayerId layer : layers) {
      if (!layer.equals(LayerId.HOST)) {
        files.add(content(layer).entries());
      }
    }
    return files.list();
  }

  @Override
  public Optional<String> read(List<LayerId> layers, String path) throws IOException {
    for (int i = layers.size() - 1; i >= 0; i--) {
      boolean onHost = layers.get(i).equals(LayerId.HOST);
      Path tree = onHost ? host.path() : ground().store().layer(layers.get(i));
      Path file = tree.resolve(path);
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        // A deletion is a device node, and a link could lead out of the tree.
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && file.toRealPath().startsWith(tree.toRealPath())
            ? Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1))
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private LayerContent content(LayerId layer) throws IOException {
    Path tree = ground().store().layer(layer);
    if (!Files.isDirectory(tree)) {
      throw new IOException(
          "cannot list layer '%s': it is not in the store; build its image again".formatted(layer));
    }
    return new LayerContent(ground().sandbox(), tree);
  }

  @Override
  public synchronized void discard(LayerId layer) throws IOException {
    Ground known = ground();
    Optional<String> user = known.store().userOf(layer);
    if (user.isPresent()) {
      throw new IOException(
          "cannot discard layer '%s': %s uses it; delete that first".formatted(layer, user.get()));
    }
    Path tree = known.store().layer(layer);
    if (Files.isDirectory(tree)) {
      Path doomed = known.store().root().resolve("discarded-" + layer);
      AtomicFile.rename(tree, doomed);
      HostCommand.run(known.sandbox().asRoot(List.of("rm", "-rf", doomed.toString())));
    }
  }

  @Override
  public void delete(String machineId) throws IOException {
    machine(machineId).delete();
  }

  @Override
  public void close() {
    machines.values().forEach(Machine::kill);
  }

  private Machine machine(String id) throws IOException {
    if (!MACHINE_ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "cannot name a machine '%s': expected 1 to 63 letters, digits and '-'".formatted(id));
    }
    Ground known = ground();
    return machines.computeIfAbsent(
        id,
        name ->
            new Machine(
                known.store(),
                known.sandbox(),
                new MachineDirectory(name, known.store().machine(name))));
  }

  private Ground ground() throws IOException {
    Optional<Ground> known = ground;
    return known.isPresent() ? known.get() : find();
  }

  private synchronized Ground find() throws IOException {
    if (ground.isEmpty()) {
      Files.createDirectories(home);
      Path real = home.toRealPath();
      Sandbox sandbox = new Probe(real).find(choice);
      LayerStore store = new LayerStore(real.resolve(sandbox.kind()), host);
      store.prepare();
      ground = Optional.of(new Ground(sandbox, store));
    }
    return ground.get();
  }
}
