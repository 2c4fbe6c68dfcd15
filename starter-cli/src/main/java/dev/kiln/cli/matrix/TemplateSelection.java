package dev.kiln.cli.matrix;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.console.CliFailure;
import dev.kiln.cli.files.ChainFlags;
import dev.kiln.cli.files.InstalledTemplates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The templates of a matrix. */
final class TemplateSelection {
  private final Invocation invocation;
  private final ChainFlags chain;

  TemplateSelection(Invocation invocation, ChainFlags chain) {
    this.invocation = invocation;
    this.chain = chain;
  }

  /**
   * Their files or names.
   *
   * @param named files, directories or names; empty means all installed templates
   * @param since only templates that changed since this commit, or whose parents did
   */
  List<String> select(List<String> named, Optional<String> since) {
    List<String> all =
        named.isEmpty() ? installed() : named.stream().flatMap(this::files).distinct().toList();
    return since.map(commit -> changed(all, commit)).orElse(all);
  }

  private List<String> changed(List<String> templates, String commit) {
    GitChanges changes = GitChanges.since(invocation.console().workingDirectory(), commit);
    return templates.stream()
        .filter(name -> chain.sources(invocation, name).stream().anyMatch(changes::contain))
        .toList();
  }

  private List<String> installed() {
    return new TreeMap<>(new InstalledTemplates(invocation.console()).all())
        .values().stream().map(Path::toString).toList();
  }

  private Stream<String> files(String written) {
    Path directory = invocation.console().workingDirectory().resolve(written);
    if (written.startsWith("https://") || !Files.isDirectory(directory)) {
      return Stream.of(written);
    }
    try (Stream<Path> inside = Files.list(directory)) {
      List<String> found =
          inside
              .map(file -> String.valueOf(file.getFileName()))
              .filter(name -> name.matches(".+\\.ya?ml"))
              .sorted()
              .map(name -> Path.of(written, name).toString())
              .toList();
      if (found.isEmpty()) {
        throw CliFailure.usage(
            "cannot build the templates in '%s': it contains no .yaml file".formatted(written));
      }
      return found.stream();
    } catch (IOException unreadable) {
      throw new CliFailure(
          "cannot read the directory '%s': %s".formatted(written, unreadable.getMessage()),
          unreadable);
    }
  }
}
