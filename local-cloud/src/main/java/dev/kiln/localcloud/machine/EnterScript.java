package dev.kiln.localcloud.machine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The commands around the shell scripts: a session and a lock of its own, and namespaces. */
final class EnterScript {
  /** The exit code if another process holds the machine's lock for too long. */
  static final int LOCKED = 200;

  private static final String LOCK_SECONDS = "30";

  private EnterScript() {}

  /**
   * Lays the overlay of {@code lower} and runs the machine's script in it.
   *
   * @param become the prefix that enters the user namespace; empty for root
   * @param lower names below the machine's directory, the top first
   */
  static List<String> command(
      LayerStore store, MachineDirectory machine, List<String> become, String lower, String options)
      throws IOException {
    List<String> command = locked(machine);
    command.addAll(become);
    command.addAll(
        List.of("unshare", "--mount", "--pid", "--uts", "--ipc", "--fork", "--kill-child"));
    command.addAll(List.of("--propagation", "private", "sh", "-c", text("enter.sh"), "enter"));
    command.add(machine.path().toString());
    command.add(store.host().path().toString());
    command.addAll(List.of(lower, options, machine.id()));
    return command;
  }

  /** Runs the machine's script in its copied tree. */
  static List<String> chroot(MachineDirectory machine) throws IOException {
    List<String> command = locked(machine);
    command.addAll(List.of("sh", "-c", text("enter-copy.sh"), "enter"));
    command.add(machine.path().toString());
    return command;
  }

  /** Waits until the processes that a killed process of ours left behind are gone. */
  static void awaitUnlocked(MachineDirectory machine) throws IOException {
    List<String> command = locked(machine);
    command.add("true");
    HostCommand.run(command);
  }

  private static List<String> locked(MachineDirectory machine) {
    String lock = machine.path().resolve("lock").toString();
    List<String> command = new ArrayList<>(List.of("setsid", "flock", "--close"));
    command.addAll(List.of("--timeout", LOCK_SECONDS, "--conflict-exit-code"));
    command.addAll(List.of(String.valueOf(LOCKED), lock));
    return command;
  }

  /** A shell script of this package. */
  static String text(String name) throws IOException {
    try (InputStream stream = EnterScript.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IOException(
            "cannot find '%s': the archive is incomplete; build it again".formatted(name));
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
