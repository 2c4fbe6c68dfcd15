package dev.kiln.cli.matrix;

import dev.kiln.cli.console.CliFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The files that differ from a commit, including untracked files. */
final class GitChanges {
  private final Path directory;
  private final Set<Path> files = new HashSet<>();

  private GitChanges(Path directory) {
    this.directory = directory;
  }

  /**
   * Runs git.
   *
   * @param directory where to run it; paths are relative to its repository
   * @param reference a commit, branch or tag
   * @throws CliFailure if there is no git, no repository or no such commit
   */
  static GitChanges since(Path directory, String reference) {
    GitChanges changes = new GitChanges(directory);
    Path root = Path.of(changes.git(reference, "rev-parse", "--show-toplevel").get(0));
    String commit =
        changes
            .git(
                reference,
                "rev-parse",
                "--verify",
                "--quiet",
                "--end-of-options",
                reference + "^{commit}")
            .get(0);
    changes
        .git(reference, "-C", root.toString(), "diff", "--name-only", "-z", commit)
        .forEach(name -> changes.files.add(root.resolve(name)));
    changes
        .git(reference, "-C", root.toString(), "ls-files", "--others", "--exclude-standard", "-z")
        .forEach(name -> changes.files.add(root.resolve(name)));
    return changes;
  }

  /** Whether a file, as the user wrote it, has changed. */
  boolean contain(String file) {
    try {
      return files.contains(directory.resolve(file).toRealPath());
    } catch (IOException | IllegalArgumentException notAFile) {
      return false;
    }
  }

  private List<String> git(String reference, String... arguments) {
    List<String> command = new java.util.ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    try {
      Process git =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .start();
      String out = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (git.waitFor() != 0) {
        throw refused(reference, out.isBlank() ? "no such commit" : out.strip());
      }
      return List.of(out.strip().split("[\0\n]"));
    } catch (IOException missing) {
      throw refused(reference, "git does not run here: " + missing.getMessage());
    } catch (UncheckedIOException unread) {
      throw refused(reference, String.valueOf(unread.getMessage()));
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw CliFailure.interrupted("cannot wait for git: this thread was interrupted");
    }
  }

  private static CliFailure refused(String reference, String fact) {
    return CliFailure.usage(
        "cannot list changes since '%s': %s; name a commit of the templates' repository with --changed-since"
            .formatted(reference, fact));
  }
}
