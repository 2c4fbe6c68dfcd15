package dev.kiln.localcloud.machine;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Finds processes of this computer by an argument that no other has. */
final class Processes {
  private Processes() {}

  /** A number of seconds, above a day, that marks a {@code sleep}. */
  static String mark() {
    return String.valueOf(ThreadLocalRandom.current().nextLong(100_000_000, 999_999_999));
  }

  /** The processes that carry the mark. */
  static List<String> with(String mark) {
    return ProcessHandle.allProcesses()
        .map(ProcessHandle::info)
        .filter(info -> Arrays.asList(info.arguments().orElse(new String[0])).contains(mark))
        .map(info -> info.commandLine().orElse("?"))
        .toList();
  }
}
