package dev.kiln.model.compile;

import dev.kiln.model.template.PackageKind;
import java.util.List;

/** Installs packages of one kind. */
final class PackageScript {
  private PackageScript() {}

  /** Sorted, because the hash ignores their order and so must the image. */
  static String of(PackageKind kind, List<String> packages) {
    List<String> sorted = packages.stream().distinct().sorted().toList();
    return Bash.script(
        Bash.array("packages", sorted),
        Bash.resource("distribution.sh"),
        Bash.resource(kind.key() + ".sh"));
  }
}
