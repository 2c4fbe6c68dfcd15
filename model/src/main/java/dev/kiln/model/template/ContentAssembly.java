package dev.kiln.model.template;

import dev.kiln.model.layer.Check;
import dev.kiln.model.source.Located;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Creates the records of the content that a template adds. */
final class ContentAssembly {
  private static final Duration CHECK_TIMEOUT = Duration.ofMinutes(5);

  private final Section top;
  private final String slug;

  ContentAssembly(Section top, String slug) {
    this.top = top;
    this.slug = slug;
  }

  LayerContent content() {
    return new LayerContent(
        top.sections("files").stream().map(ContentAssembly::file).toList(),
        top.sections("users").stream().map(ContentAssembly::user).toList(),
        packages(),
        steps(),
        top.sections("validation_tests").stream().map(this::check).toList());
  }

  private static Located<FileEntry> file(Section file) {
    String mode = file.string("mode").orElse(FileEntry.DEFAULT_MODE);
    return new Located<>(
        file.at(),
        new FileEntry(
            file.string("path").orElseThrow(),
            file.string("content").orElse(""),
            mode.length() == 3 ? "0" + mode : mode,
            file.string("owner").orElse(FileEntry.DEFAULT_OWNER)));
  }

  private static Located<UserAccount> user(Section user) {
    return new Located<>(
        user.at(),
        new UserAccount(
            user.string("name").orElseThrow(),
            user.number("uid"),
            user.number("gid"),
            user.strings("groups"),
            user.string("shell").orElse(UserAccount.DEFAULT_SHELL),
            user.strings("ssh_authorized_keys")));
  }

  private Map<PackageKind, List<Located<String>>> packages() {
    Map<PackageKind, List<Located<String>>> packages = new EnumMap<>(PackageKind.class);
    for (PackageKind kind : PackageKind.values()) {
      List<Located<String>> own = top.section("packages").texts(kind.key());
      List<Located<String>> all =
          kind == PackageKind.SPACK && own.isEmpty()
              ? top.section("software").texts("spack_packages")
              : own;
      if (!all.isEmpty()) {
        packages.put(kind, all);
      }
    }
    return packages;
  }

  private List<Located<BuildStep>> steps() {
    Optional<Located<String>> whole = top.text("setup_script");
    if (whole.isPresent()) {
      BuildStep step =
          new BuildStep(GeneratedSteps.SETUP, whole.get().value(), BuildStep.DEFAULT_TIMEOUT);
      return List.of(new Located<>(whole.get().at(), step));
    }
    return top.sections("build_steps").stream().map(ContentAssembly::step).toList();
  }

  private static Located<BuildStep> step(Section step) {
    return new Located<>(
        step.at(),
        new BuildStep(
            step.string("name").orElseThrow(),
            step.string("script").orElseThrow(),
            timeout(step, BuildStep.DEFAULT_TIMEOUT)));
  }

  private Located<Check> check(Section test) {
    Optional<Integer> exit =
        test.number("expected_exit_code").or(() -> test.flag("success").map(wanted -> 0));
    return new Located<>(
        test.at(),
        new Check(
            slug,
            test.string("name").orElseThrow(),
            test.string("command").orElseThrow(),
            exit,
            test.string("expected"),
            test.string("expected_contains"),
            timeout(test, CHECK_TIMEOUT)));
  }

  private static Duration timeout(Section section, Duration preset) {
    return section.number("timeout_seconds").map(Duration::ofSeconds).orElse(preset);
  }
}
