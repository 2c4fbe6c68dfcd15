package dev.kiln.model.template;

import dev.kiln.model.layer.Check;
import dev.kiln.model.source.Located;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What one template adds to an image and demands of it: nothing else of a template can change
 * either.
 *
 * @param packages per kind, as written; kinds without any are absent
 */
public record LayerContent(
    List<Located<FileEntry>> files,
    List<Located<UserAccount>> users,
    Map<PackageKind, List<Located<String>>> packages,
    List<Located<BuildStep>> steps,
    List<Located<Check>> checks) {

  public LayerContent {
    files = List.copyOf(files);
    users = List.copyOf(users);
    Map<PackageKind, List<Located<String>>> copied = new EnumMap<>(PackageKind.class);
    packages.forEach((kind, list) -> copied.put(kind, List.copyOf(list)));
    packages = Map.copyOf(copied);
    steps = List.copyOf(steps);
    checks = List.copyOf(checks);
  }

  /** The packages of a kind; empty if there are none. */
  public List<Located<String>> packages(PackageKind kind) {
    return packages.getOrDefault(kind, List.of());
  }

  /** Whether anything is put into the image. */
  public boolean builds() {
    return !(files.isEmpty() && users.isEmpty() && packages.isEmpty() && steps.isEmpty());
  }
}
