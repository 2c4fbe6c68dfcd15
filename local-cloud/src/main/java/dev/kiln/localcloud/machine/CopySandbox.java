package dev.kiln.localcloud.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * For root in a container that may not mount: a whole copy of the layers and {@code chroot}. The
 * writable layer is computed afterwards, as the difference from the copy.
 */
final class CopySandbox implements Sandbox {
  @Override
  public Backend backend() {
    return Backend.COPY_CHROOT;
  }

  @Override
  public String kind() {
    return "copy";
  }

  @Override
  public List<String> trial(Path trial) {
    return List.of("chroot", "/", "true");
  }

  @Override
  public List<String> asRoot(List<String> command) {
    return command;
  }

  @Override
  public List<String> enter(LayerStore store, MachineDirectory machine) throws IOException {
    return EnterScript.chroot(machine);
  }

  @Override
  public List<LayerId> host() {
    return List.of(LayerId.HOST);
  }

  @Override
  public void prepare(LayerStore store, MachineDirectory machine) throws IOException {
    if (!Files.isDirectory(tree(machine)) || Files.notExists(snapshot(machine))) {
      copy(store, machine);
    }
    machine.forgetCaptured();
  }

  @Override
  public void forget(MachineDirectory machine) throws IOException {
    for (String name : List.of("tmp", "run")) {
      Path directory = tree(machine).resolve(name);
      if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
        HostCommand.run(List.of("find", directory.toString(), "-mindepth", "1", "-delete"));
      }
    }
  }

  @Override
  public void settle(LayerStore store, MachineDirectory machine) throws IOException {
    if (Files.notExists(snapshot(machine))) {
      return;
    }
    TreeSnapshot before = TreeSnapshot.read(snapshot(machine));
    TreeSnapshot after = TreeSnapshot.of(tree(machine));
    Path changed = machine.path().resolve("changed");
    Path deleted = machine.path().resolve("deleted");
    after.writeChangesSince(before, changed, deleted);
    HostCommand.run(
        List.of(
            "sh",
            "-c",
            EnterScript.text("difference.sh"),
            "difference",
            tree(machine).toString(),
            machine.upper().toString(),
            changed.toString(),
            deleted.toString()));
  }

  private static void copy(LayerStore store, MachineDirectory machine) throws IOException {
    if (machine.layers().contains(LayerId.HOST)) {
      HostMask.lay(store.host(), machine);
    }
    HostCommand.run(List.of("rm", "-rf", "--one-file-system", tree(machine).toString()));
    List<String> command =
        new ArrayList<>(List.of("sh", "-c", EnterScript.text("copy.sh"), "copy"));
    command.add(machine.path().toString());
    command.add(store.host().path().toString());
    command.add(store.scaffold().toString());
    for (LayerId layer : new LinkedHashSet<>(machine.layers())) {
      command.add(layer.equals(LayerId.HOST) ? layer.value() : store.layer(layer).toString());
    }
    HostCommand.run(command);
    TreeSnapshot.of(tree(machine)).write(snapshot(machine));
  }

  private static Path tree(MachineDirectory machine) {
    return machine.path().resolve("root");
  }

  private static Path snapshot(MachineDirectory machine) {
    return machine.path().resolve("snapshot");
  }
}
