package dev.kiln.localcloud.machine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An overlay mount in namespaces that live as long as one script. The lock makes the next script
 * wait until the processes of a killed caller are gone.
 *
 * @param backend with or without a user namespace
 * @param become the prefix that puts a command into the user namespace; empty for root
 * @param options how this overlay keeps its marks, with a leading comma
 */
record OverlaySandbox(Backend backend, List<String> become, String options) implements Sandbox {
  /**
   * Renames of directories copy, so that a layer never refers to names in the one below. The user's
   * kind of marks implies that.
   */
  private static final String PLAIN = ",redirect_dir=off,index=off,metacopy=off";

  OverlaySandbox {
    become = List.copyOf(become);
  }

  /** The one for root. */
  static OverlaySandbox root() {
    return new OverlaySandbox(Backend.ROOT_OVERLAY, List.of(), PLAIN);
  }

  /** The one for other users: with all the user's subordinate ids, or with the user's own only. */
  static OverlaySandbox user(boolean subordinateIds) {
    List<String> become = new ArrayList<>(List.of("unshare", "--user", "--map-root-user"));
    if (subordinateIds) {
      become.add("--map-auto");
    }
    return new OverlaySandbox(Backend.USER_NAMESPACE_OVERLAY, become, ",userxattr");
  }

  @Override
  public String kind() {
    return become.isEmpty() ? "root" : "user";
  }

  @Override
  public List<String> trial(Path trial) {
    return Probe.mounts(become, trial, options);
  }

  @Override
  public List<String> asRoot(List<String> command) {
    List<String> all = new ArrayList<>(become);
    all.addAll(command);
    return all;
  }

  @Override
  public List<String> enter(LayerStore store, MachineDirectory machine) throws IOException {
    return EnterScript.command(store, machine, become, lower(store, machine), options);
  }

  /**
   * In a user namespace the host's files belong to an unknown user and cannot be copied up, so a
   * script could change almost nothing.
   */
  @Override
  public List<LayerId> host() {
    return become.isEmpty() ? List.of(LayerId.HOST) : List.of();
  }

  /** A captured machine continues on a copy of its layer, which itself must never change. */
  @Override
  public void prepare(LayerStore store, MachineDirectory machine) throws IOException {
    if (machine.layers().contains(LayerId.HOST)) {
      HostMask.lay(store.host(), machine);
    }
    if (machine.captured().isPresent()) {
      Path fresh = machine.path().resolve("upper.fresh");
      Path layer = store.layer(machine.captured().get().id());
      HostCommand.run(asRoot(List.of("rm", "-rf", fresh.toString())));
      HostCommand.run(asRoot(List.of("cp", "-a", layer.toString(), fresh.toString())));
      AtomicFile.rename(fresh, machine.upper());
      machine.forgetCaptured();
    }
  }

  @Override
  public void forget(MachineDirectory machine) throws IOException {
    HostCommand.run(
        asRoot(List.of("rm", "-rf", "--one-file-system", machine.scratch().toString())));
  }

  @Override
  public void settle(LayerStore store, MachineDirectory machine) {}

  /** Short relative names: all options of a mount must fit one page of memory. */
  private static String lower(LayerStore store, MachineDirectory machine) throws IOException {
    List<LayerId> layers = new ArrayList<>(machine.layers());
    List<String> names = new ArrayList<>();
    boolean host = layers.remove(LayerId.HOST);
    machine.link(layers.stream().map(store::layer).toList(), store.scaffold(), names);
    if (host) {
      names.addAll(names.size() - 1, List.of("mask/places", "mask/holes", "view"));
    }
    return String.join(":", names);
  }
}
