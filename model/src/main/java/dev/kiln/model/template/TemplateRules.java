package dev.kiln.model.template;

import dev.kiln.model.image.ImageTags;
import dev.kiln.model.source.Findings;
import dev.kiln.model.source.Located;
import dev.kiln.model.source.Position;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rules between the values of a template. The form of each value was checked before. */
final class TemplateRules {
  private final Section top;
  private final Findings findings;

  TemplateRules(Section top, Findings findings) {
    this.top = top;
    this.findings = findings;
  }

  void check() {
    name();
    sameMeaning("cluster", "region", "regions");
    sameMeaning("instance_defaults", "ports", "ports");
    bothSpackLists();
    new References(findings).check(top);
    scripts();
    top.sections("validation_tests").forEach(this::expectation);
    nothingToCheck();
    users();
    unique("file path", top.sections("files"), "path");
    tags();
    if (top.at("min_disk_size").isPresent()
        && top.section("builder").at("volume_size_gb").isPresent()) {
      saidTwice(top.at("min_disk_size").get(), "min_disk_size", "builder.volume_size_gb");
    }
  }

  private void name() {
    sameMeaning("cluster", "name", "name");
    Optional<String> name = top.string("name").or(() -> top.section("cluster").string("name"));
    if (name.isEmpty() && top.at("name").isEmpty()) {
      findings.error(
          top.at(), "the template has no name", "add `name:` with a short name like gromacs");
    }
  }

  private void sameMeaning(String part, String inner, String plain) {
    Optional<Position> nested = top.section(part).at(inner);
    if (nested.isPresent() && top.at(plain).isPresent()) {
      saidTwice(nested.get(), part + "." + inner, plain);
    }
  }

  private void bothSpackLists() {
    Optional<Position> nested = top.section("software").at("spack_packages");
    if (nested.isPresent() && top.section("packages").at("spack").isPresent()) {
      saidTwice(nested.get(), "software.spack_packages", "packages.spack");
    }
  }

  private void saidTwice(Position at, String one, String other) {
    findings.error(at, "'" + one + "' means the same as '" + other + "'", "keep one of them");
  }

  private void scripts() {
    if (top.at("setup_script").isPresent() && top.at("build_steps").isPresent()) {
      findings.error(
          top.at("setup_script").get(),
          "a template has either setup_script or build_steps",
          "make the script the first of the build_steps");
    }
    List<Section> steps = top.sections("build_steps");
    unique("build step", steps, "name");
    for (Section step : steps) {
      step.text("name")
          .filter(name -> GeneratedSteps.NAMES.contains(name.value()))
          .ifPresent(
              name ->
                  findings.error(
                      name.at(),
                      "the step name '" + name.value() + "' is reserved for Kiln",
                      "choose another"));
    }
  }

  private void unique(String what, List<Section> sections, String key) {
    Map<String, Position> seen = new HashMap<>();
    for (Section section : sections) {
      section.text(key).ifPresent(found -> note(seen, what, found));
    }
  }

  private void note(Map<String, Position> seen, String what, Located<String> found) {
    Position earlier = seen.putIfAbsent(found.value(), found.at());
    if (earlier != null) {
      findings.error(
          found.at(),
          "the " + what + " '" + found.value() + "' is listed twice",
          "the first is on line " + earlier.line() + ": rename or remove one");
    }
  }

  private void expectation(Section test) {
    String name = test.string("name").orElse("");
    boolean exit = test.at("expected_exit_code").isPresent();
    boolean success = test.at("success").isPresent();
    if (exit && success) {
      saidTwice(test.at(), "success", "expected_exit_code");
    }
    if (test.flag("success").equals(Optional.of(false))) {
      findings.error(
          test.at("success").orElse(test.at()),
          "'success: false' does not say which exit code the test '" + name + "' expects",
          "write `expected_exit_code: 1`, or the code that the command must end with");
    }
    if (!exit
        && !success
        && test.at("expected").isEmpty()
        && test.at("expected_contains").isEmpty()) {
      findings.error(
          test.at(),
          "the test '" + name + "' does not say what it expects",
          "add `success: true`, `expected:`, `expected_contains:` or `expected_exit_code:`");
    }
  }

  private void nothingToCheck() {
    boolean builds =
        List.of("files", "users", "packages", "software", "setup_script", "build_steps").stream()
            .anyMatch(key -> top.at(key).isPresent());
    if (!builds && top.at("extends").isEmpty() && !top.items("validation_tests").isEmpty()) {
      findings.error(
          top.at("validation_tests").orElse(top.at()),
          "the template has tests but nothing to test: no build_steps, no setup_script, no packages"
              + " and no parent",
          "add `build_steps:` or `packages:`, or name a parent with `extends:`");
    }
  }

  private void users() {
    List<Section> users = top.sections("users");
    unique("user", users, "name");
    unique("uid", users, "uid");
    for (Section user : users) {
      user.text("name")
          .filter(name -> name.value().equals("root"))
          .ifPresent(
              name -> findings.error(name.at(), "root already exists", "choose another name"));
    }
  }

  private void tags() {
    Section tags = top.section("tags");
    if (tags.fields().fields().size() > ImageTags.MAX_FOREIGN) {
      findings.error(
          tags.at(),
          "there are " + tags.fields().fields().size() + " tags",
          "AWS allows 50 on an image, of which "
              + ImageTags.MAX_FOREIGN
              + " are left for templates");
    }
    tags.fields()
        .fields()
        .forEach(
            field -> {
              String value = tags.string(field.key()).orElse("");
              boolean name = field.key().equals(ImageTags.NAME);
              if (name) {
                findings.warning(
                    field.at(), "the build sets the tag Name", "use `ami build --name`");
              } else {
                ImageTags.objection(field.key(), value)
                    .ifPresent(
                        fact -> findings.error(field.at(), fact, "change or remove the tag"));
              }
            });
  }
}
