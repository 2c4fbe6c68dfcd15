package dev.kiln.model.template;

import dev.kiln.model.layer.Check;
import dev.kiln.model.source.Located;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The content that one template adds to an image, and its checks. Nothing else in a template can
 * change them.
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

  /** Whether it adds anything to the image. */
  public boolean builds() {
    return !(files.isEmpty() && users.isEmpty() && packages.isEmpty() && steps.isEmpty());
  }
}
