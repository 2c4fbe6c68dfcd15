package dev.kiln.model.chain;

import dev.kiln.model.template.PackageKind;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A package's name and the one version it asks for. Ranges and options are left out: only the
 * package manager can say whether they agree.
 */
record PackageVersion(PackageKind kind, String name, Optional<String> version) {
  private static final Pattern SPACK =
      Pattern.compile("([A-Za-z0-9_.+-]+?)@=?([\\w.-]+)(?:[+~%^\\s].*)?");
  private static final Pattern SPACK_NAME = Pattern.compile("[A-Za-z0-9_.-]+");
  private static final Pattern EXACT =
      Pattern.compile("([\\w.:*/+-]+?)(?:\\[[^]]*])?\\s*={1,3}\\s*([\\w.+:~-]+)");
  private static final Pattern PLAIN_NAME = Pattern.compile("[\\w.:*/+-]+");

  static PackageVersion of(PackageKind kind, String written) {
    Matcher exact = (kind == PackageKind.SPACK ? SPACK : EXACT).matcher(written.strip());
    if (exact.matches()) {
      return new PackageVersion(kind, normal(kind, exact.group(1)), Optional.of(exact.group(2)));
    }
    Matcher name = (kind == PackageKind.SPACK ? SPACK_NAME : PLAIN_NAME).matcher(written.strip());
    return new PackageVersion(
        kind, normal(kind, name.lookingAt() ? name.group() : written), Optional.empty());
  }

  private static String normal(PackageKind kind, String name) {
    return switch (kind) {
      case CONDA -> name.replaceFirst("^.*::", "").toLowerCase(Locale.ROOT);
      case PIP -> name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
      case SYSTEM, SPACK -> name;
    };
  }

  boolean samePackage(PackageVersion other) {
    return kind == other.kind && name.equals(other.name);
  }

  /**
   * Whether one version satisfies both. A short version matches every version that starts with it.
   */
  boolean agrees(PackageVersion other) {
    if (version.isEmpty() || other.version.isEmpty()) {
      return true;
    }
    String one = version.get() + ".";
    String two = other.version.get() + ".";
    boolean prefixes = kind == PackageKind.SPACK || kind == PackageKind.CONDA;
    return one.equals(two) || (prefixes && (one.startsWith(two) || two.startsWith(one)));
  }
}
