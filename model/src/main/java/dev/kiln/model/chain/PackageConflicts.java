package dev.kiln.model.chain;

import dev.kiln.model.source.Findings;
import dev.kiln.model.source.Located;
import dev.kiln.model.template.PackageKind;
import dev.kiln.model.template.Template;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds packages whose version contradicts a layer below. One template may list several variants of
 * a package: an author who lists two compilers wants both.
 */
final class PackageConflicts {
  private record Entry(Located<String> written, PackageVersion version) {}

  private final Findings findings;

  PackageConflicts(Findings findings) {
    this.findings = findings;
  }

  void check(Chain chain) {
    List<Entry> below = new ArrayList<>();
    for (Template template : chain.layers()) {
      List<Entry> own = entries(template);
      own.forEach(entry -> compare(entry, below));
      below.addAll(own);
    }
  }

  private static List<Entry> entries(Template template) {
    List<Entry> entries = new ArrayList<>();
    for (PackageKind kind : PackageKind.values()) {
      for (Located<String> written : template.content().packages(kind)) {
        entries.add(new Entry(written, PackageVersion.of(kind, written.value())));
      }
    }
    return entries;
  }

  private void compare(Entry entry, List<Entry> below) {
    List<Entry> same =
        below.stream().filter(other -> other.version().samePackage(entry.version())).toList();
    if (same.isEmpty()
        || same.stream().anyMatch(other -> other.version().agrees(entry.version()))) {
      return;
    }
    Entry other = same.get(0);
    findings.error(
        entry.written().at(),
        "'"
            + entry.written().value()
            + "' contradicts the parent's '"
            + other.written().value()
            + "' at "
            + other.written().at(),
        "use the parent's version, or change it there");
  }
}
