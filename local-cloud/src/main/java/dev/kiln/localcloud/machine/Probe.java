package dev.kiln.localcloud.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the best backend that this computer allows, by trying each, since nothing else shows the
 * rights.
 */
final class Probe {
  private static final String MOUNTS =
      "cd \"$1\" && mkdir lower upper work root"
          + " && mount -t overlay -o \"lowerdir=lower,upperdir=upper,workdir=work$2\" trial root"
          + " && mkdir root/proc && mount -t proc proc root/proc";

  private final Path home;

  Probe(Path home) {
    this.home = home;
  }

  /**
   * The sandbox of the chosen backend.
   *
   * @throws IOException if the named backend does not work here
   */
  Sandbox find(BackendChoice choice) throws IOException {
    if (choice == BackendChoice.NONE) {
      return new NoSandbox();
    }
    List<String> refusals = new ArrayList<>();
    for (Sandbox sandbox : candidates()) {
      if (choice.named().map(sandbox.backend()::equals).orElse(true)) {
        Optional<String> refusal = refusal(sandbox);
        if (refusal.isEmpty()) {
          return sandbox;
        }
        refusals.add(refusal.get());
      }
    }
    if (choice == BackendChoice.AUTO) {
      return new NoSandbox();
    }
    throw new IOException(
        "cannot use backend '%s': %s; use another one, or 'none' to execute nothing"
            .formatted(choice, String.join("; ", refusals)));
  }

  private static List<Sandbox> candidates() {
    return List.of(
        OverlaySandbox.root(),
        OverlaySandbox.user(true),
        OverlaySandbox.user(false),
        new CopySandbox());
  }

  /** Why a sandbox does not work here; empty if it does. */
  private Optional<String> refusal(Sandbox sandbox) throws IOException {
    Path trial = Files.createTempDirectory(home, "trial-");
    try {
      HostCommand.run(sandbox.trial(trial));
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } finally {
      HostCommand.run(List.of("rm", "-rf", "--one-file-system", trial.toString()));
    }
  }

  /** A trial that mounts what a machine would. */
  static List<String> mounts(List<String> become, Path trial, String options) {
    List<String> command = new ArrayList<>(become);
    command.addAll(List.of("unshare", "--mount", "--pid", "--fork", "--kill-child"));
    command.addAll(List.of("--propagation", "private", "sh", "-c", MOUNTS, "trial"));
    command.addAll(List.of(trial.toString(), options));
    return command;
  }
}
