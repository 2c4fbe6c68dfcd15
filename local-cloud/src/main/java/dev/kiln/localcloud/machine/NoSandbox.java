package dev.kiln.localcloud.machine;

import java.nio.file.Path;
import java.util.List;

/** Machines are only files here: nothing is executed, so every layer stays empty. */
final class NoSandbox implements Sandbox {
  @Override
  public Backend backend() {
    return Backend.NONE;
  }

  @Override
  public String kind() {
    return "none";
  }

  @Override
  public List<String> trial(Path trial) {
    return List.of("true");
  }

  @Override
  public List<String> asRoot(List<String> command) {
    return command;
  }

  @Override
  public List<String> enter(LayerStore store, MachineDirectory machine) {
    throw new IllegalStateException("backend none executes nothing");
  }

  @Override
  public List<LayerId> host() {
    return List.of(LayerId.HOST);
  }

  @Override
  public void prepare(LayerStore store, MachineDirectory machine) {}

  @Override
  public void forget(MachineDirectory machine) {}

  @Override
  public void settle(LayerStore store, MachineDirectory machine) {}
}
