package dev.kiln.model.template;

import dev.kiln.model.source.Findings;
import dev.kiln.model.source.Located;
import java.util.Optional;

/**
 * The rules for the name of a template, which becomes the slug of its images unless one is given.
 */
final class NameRules {
  private final Section top;
  private final Findings findings;

  NameRules(Section top, Findings findings) {
    this.top = top;
    this.findings = findings;
  }

  void check() {
    if (top.section("cluster").at("name").isPresent() && top.at("name").isPresent()) {
      findings.error(
          top.section("cluster").at("name").get(),
          "'cluster.name' means the same as 'name'",
          "keep one of them");
    }
    Optional<Located<String>> name = top.text("name").or(() -> top.section("cluster").text("name"));
    if (name.isEmpty() && top.at("name").isEmpty()) {
      findings.error(
          top.at(), "the template has no name", "add `name:` with a short name like gromacs");
    }
    if (top.at("slug").isEmpty()) {
      name.ifPresent(this::slug);
    }
  }

  private void slug(Located<String> name) {
    String slug = Slug.of(name.value());
    if (slug.isEmpty()) {
      findings.error(
          name.at(),
          "a name without a Latin letter or digit cannot become part of an image's name",
          "add one to the name, or add `slug:` with a short one like nihon");
    } else if (Slug.isCut(name.value())) {
      findings.warning(
          name.at(),
          "the name is long, so its images are called '" + slug + "'",
          "add `slug:` with a short one: names that differ only after that would look the same");
    }
  }
}
