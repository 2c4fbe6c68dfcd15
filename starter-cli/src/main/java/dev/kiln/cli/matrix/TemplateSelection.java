package dev.kiln.cli.matrix;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.files.ChainFlags;
import dev.kiln.cli.files.InstalledTemplates;
import dev.kiln.cli.files.TemplateFolders;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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
        named.isEmpty() ? installed() : new TemplateFolders(invocation.console()).templates(named);
    return since.map(commit -> changed(all, commit)).orElse(all);
  }

  private List<String> changed(List<String> templates, String commit) {
    GitChanges changes = GitChanges.since(invocation.console().workingDirectory(), commit);
    Map<String, List<String>> sources = chain.sources(invocation, templates);
    return templates.stream()
        .filter(name -> sources.getOrDefault(name, List.of()).stream().anyMatch(changes::contain))
        .toList();
  }

  private List<String> installed() {
    return new TreeMap<>(new InstalledTemplates(invocation.console()).all())
        .values().stream().map(Path::toString).toList();
  }
}
