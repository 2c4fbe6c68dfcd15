package dev.kiln.cli.doctor;

import dev.kiln.cli.connect.RunningStack;
import dev.kiln.cli.console.Console;
import dev.kiln.cli.embedded.CloudChoice;
import dev.kiln.cli.embedded.LocalBases;
import dev.kiln.cli.stack.TemporalBinary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks this machine: Java, the home directory, the disk, the needs of local builds. */
record MachineFindings(Console console) {
  private static final long GIGABYTE = 1_000_000_000;
  private static final long COMFORTABLE_GIGABYTES = 10;
  private static final long LEAST_GIGABYTES = 1;

  List<Finding> all() {
    Finding home = home();
    List<Finding> findings = new ArrayList<>();
    findings.addAll(List.of(java(), home, disk(), temporalCommand(), stack()));
    if (home.verdict() == Finding.Verdict.OK && buildsHere()) {
      findings.add(scripts());
    }
    return findings;
  }

  private static Finding java() {
    String found =
        Runtime.version() + " from " + System.getProperty("java.vendor", "an unknown vendor");
    return Finding.ok("Java", found);
  }

  private Finding home() {
    Path home = console.kilnHome();
    try {
      Files.createDirectories(home);
      Files.delete(Files.createTempFile(home, "doctor", ""));
      return Finding.ok("home", home + " is writable");
    } catch (IOException | SecurityException refused) {
      return Finding.fail(
          "home",
          home + " is not writable: " + refused,
          "make it writable or set KILN_HOME to another directory");
    }
  }

  private Finding disk() {
    Path home = console.kilnHome();
    try {
      long free = Files.getFileStore(existing(home)).getUsableSpace() / GIGABYTE;
      String fact = free + " GB free at " + home;
      if (free < LEAST_GIGABYTES) {
        return Finding.fail(
            "disk", fact, "free some space: Kiln keeps images of the local cloud there");
      }
      return free < COMFORTABLE_GIGABYTES
          ? Finding.warn(
              "disk", fact, "an image of a few packages may take gigabytes; free some space")
          : Finding.ok("disk", fact);
    } catch (IOException unknown) {
      return Finding.warn("disk", "cannot read the free space: " + unknown, "check it yourself");
    }
  }

  private static Path existing(Path path) {
    Path there = path.toAbsolutePath();
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    return there;
  }

  /** Whether this user's commands build on this machine's local cloud. */
  private boolean buildsHere() {
    return RunningStack.alive(console.kilnHome())
        .map(stack -> stack.cloud().isPresent())
        .orElseGet(() -> CloudChoice.of(console) instanceof CloudChoice.InProcess);
  }

  private Finding scripts() {
    LocalBases bases = LocalBases.of(console.kilnHome().resolve("local"));
    if (!bases.executes()) {
      return Finding.warn(
          "local cloud",
          "scripts are NOT executed: this user cannot create a root filesystem",
          "run as root, or allow unprivileged user namespaces");
    }
    String how = "scripts run in a " + bases.backend();
    return bases.names().isEmpty()
        ? Finding.warn(
            "local cloud",
            how + ", but there is no base image: only root can use this machine's root filesystem",
            "make one with './kiln local-cloud --bootstrap debian-12'")
        : Finding.ok("local cloud", how + " on " + String.join(", ", bases.names()));
  }

  private Finding temporalCommand() {
    return TemporalBinary.find(Optional.empty(), console)
        .map(binary -> Finding.ok("temporal command", binary.toString()))
        .orElseGet(
            () ->
                Finding.warn(
                    "temporal command",
                    "none on the PATH",
                    "only 'kiln up' needs one and fetches it; or set " + TemporalBinary.VARIABLE));
  }

  private Finding stack() {
    Optional<RunningStack> recorded = RunningStack.recorded(console.kilnHome());
    if (recorded.isEmpty()) {
      return Finding.ok("stack", "no 'kiln up' is running");
    }
    long pid = recorded.get().process().pid();
    return recorded.get().process().process().isPresent()
        ? Finding.ok("stack", "'kiln up' runs as process " + pid)
        : Finding.warn(
            "stack",
            "the 'kiln up' of process " + pid + " was killed",
            "run 'kiln up' again, or 'kiln down' to stop its Temporal server");
  }
}
