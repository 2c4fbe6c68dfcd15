package dev.kiln.localcloud.machine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** How one backend enters a machine and handles its files. */
sealed interface Sandbox permits CopySandbox, NoSandbox, OverlaySandbox {
  Backend backend();

  /** The part of a store that it can use; those of different kinds never mix. */
  String kind();

  /** A command that succeeds in the empty directory {@code trial} if this works here. */
  List<String> trial(Path trial);

  /** {@code command}, run so that it may read and write every file of a layer. */
  List<String> asRoot(List<String> command);

  /**
   * The command that runs the prepared script of a machine in a process that dies with its standard
   * input.
   */
  List<String> enter(LayerStore store, MachineDirectory machine) throws IOException;

  /** The layers of this computer's root; empty if this backend cannot use it. */
  List<LayerId> host();

  /** Makes a machine ready for the next script. */
  void prepare(LayerStore store, MachineDirectory machine) throws IOException;

  /** Removes what a stop forgets. */
  void forget(MachineDirectory machine) throws IOException;

  /** Brings the machine's {@code upper} directory up to date with what scripts did. */
  void settle(LayerStore store, MachineDirectory machine) throws IOException;
}
