package dev.kiln.model.template;

import dev.kiln.model.image.ImageTags;
import dev.kiln.model.source.Findings;
import dev.kiln.model.source.Located;
import dev.kiln.model.source.Position;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The rules between the values of a template. The form of each value was checked before. */
final class TemplateRules {
  private static final Pattern FOREIGN_SCRIPT =
      Pattern.compile("\\A(?:\\ufeff+#!|#![^\\n]*\\r(?:\\n|\\z))");

  private final Section top;
  private final Findings findings;

  TemplateRules(Section top, Findings findings) {
    this.top = top;
    this.findings = findings;
  }

  void check() {
    new NameRules(top, findings).check();
    sameMeaning("cluster", "region", "regions");
    bothSpackLists();
    new References(findings).check(top);
    scripts();
    top.sections("validation_tests").forEach(this::expectation);
    nothingToCheck();
    users();
    files();
    tags();
    if (top.at("min_disk_size").isPresent()
        && top.section("builder").at("volume_size_gb").isPresent()) {
      saidTwice(top.at("min_disk_size").get(), "min_disk_size", "builder.volume_size_gb");
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
    if (test.at("expected_exit_code").isPresent() && test.at("success").isPresent()) {
      saidTwice(test.at(), "success", "expected_exit_code");
    }
    if (test.flag("success").equals(Optional.of(false))) {
      findings.error(
          test.at("success").orElse(test.at()),
          "'success: false' does not say which exit code the test '" + name + "' expects",
          "write `expected_exit_code: 1`, or the code that the command must end with");
    }
  }

  private void nothingToCheck() {
    boolean builds =
        List.of(
                "files",
                "users",
                "research_user",
                "packages",
                "software",
                "setup_script",
                "build_steps")
            .stream()
            .anyMatch(key -> top.at(key).isPresent());
    if (!builds && top.at("extends").isEmpty() && !top.items("validation_tests").isEmpty()) {
      findings.error(
          top.at("validation_tests").orElse(top.at()),
          "the template has tests but nothing to test: no build_steps, no setup_script, no packages"
              + " and no parent",
          "add `build_steps:` or `packages:`, or name a parent with `extends:`");
    }
  }

  private void files() {
    List<Section> files = top.sections("files");
    unique("file path", files, "path");
    for (Section file : files) {
      if (file.at("s3_bucket").isPresent()) {
        findings.warning(
            file.at(),
            "Kiln does not fetch files from S3, so the image will not contain this one",
            "fetch it in a build step, as in `aws s3 cp`, or let the launcher do it");
      }
      file.text("content")
          .filter(content -> FOREIGN_SCRIPT.matcher(content.value()).find())
          .ifPresent(
              content ->
                  findings.warning(
                      content.at(),
                      "this script will not start: Kiln writes files byte for byte, and Linux finds"
                          + " no interpreter with a byte order mark before the shebang or a carriage"
                          + " return behind it",
                      "end its lines with \\n, and begin it with #!"));
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
