package dev.kiln.model.template;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names of the steps that Kiln generates from declarations in a template. */
public final class GeneratedSteps {
  public static final String FILES = "write files";
  public static final String USERS = "create users";
  public static final String SETUP = "setup script";

  private static final Map<PackageKind, String> PACKAGES =
      Map.of(
          PackageKind.SYSTEM, "install system packages",
          PackageKind.SPACK, "install Spack packages",
          PackageKind.CONDA, "install conda packages",
          PackageKind.PIP, "install Python packages");

  /** All names. A build step needs a different name, because names are unique within a layer. */
  static final Set<String> NAMES =
      Stream.concat(Stream.of(FILES, USERS, SETUP), PACKAGES.values().stream())
          .collect(Collectors.toUnmodifiableSet());

  private GeneratedSteps() {}

  /** The name of the step that installs one kind of packages. */
  public static String installing(PackageKind kind) {
    return PACKAGES.getOrDefault(kind, kind.key());
  }
}
