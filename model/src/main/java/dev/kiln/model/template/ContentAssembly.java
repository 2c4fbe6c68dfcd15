package dev.kiln.model.template;

import dev.kiln.model.layer.Check;
import dev.kiln.model.source.Located;
import java.time.Duration;
import java.util.ArrayList;
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
        top.sections("files").stream()
            .filter(file -> file.at("content").isPresent())
            .map(ContentAssembly::file)
            .toList(),
        users(),
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

  /** Those that are listed, and the research user unless it is one of them. */
  private List<Located<UserAccount>> users() {
    List<Located<UserAccount>> users = new ArrayList<>();
    top.sections("users").forEach(user -> users.add(user(user)));
    ResearchUser.of(top).ifPresent(account -> account.joinTo(users));
    return users;
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
    boolean onlyOutput =
        (test.at("expected").isPresent() || test.at("expected_contains").isPresent())
            && test.at("success").isEmpty();
    Optional<Integer> exit =
        test.number("expected_exit_code").or(() -> onlyOutput ? Optional.empty() : Optional.of(0));
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
