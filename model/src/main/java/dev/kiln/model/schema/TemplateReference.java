package dev.kiln.model.schema;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The template language as a page for people. */
public final class TemplateReference {
  private static final String INTRODUCTION =
      """
      # Template reference

      <!-- Printed from the table of keys that the parser reads; a test keeps it so. -->

      A template is a YAML map. It describes one layer of a machine image. Its parts take effect in this
      order: files, users, `packages.system`, `packages.spack`, `packages.conda`, `packages.pip`, then
      `setup_script` or `build_steps`. Then the tests of the whole chain are run.

      In scripts, in tests as well as in steps, Kiln removes a byte order mark before the first line and
      carriage returns at the ends of lines, with a warning. It writes `files` byte for byte.

      Top-level keys that begin with `x-` are yours: Kiln does not read them, so they are a place for
      YAML anchors.

      Kiln also reads other spellings of some keys, because templates of other tools have them. An
      unknown key is an error; `--lenient` makes it a warning.
      """;

  private final StringBuilder out = new StringBuilder(INTRODUCTION);

  private TemplateReference() {}

  /** The page as Markdown. */
  public static String markdown() {
    TemplateReference page = new TemplateReference();
    Set<KeySet> sections = new LinkedHashSet<>();
    collect(TemplateKeys.TOP, sections);
    sections.forEach(page::section);
    page.carried();
    return page.out.toString();
  }

  private static void collect(KeySet keys, Set<KeySet> into) {
    if (into.add(keys)) {
      keys.keys().forEach(key -> key.shape().parts().forEach(part -> collect(part, into)));
    }
  }

  private void section(KeySet keys) {
    out.append("\n## ").append(heading(keys)).append("\n\n");
    out.append("| key | value | meaning |\n|---|---|---|\n");
    for (Key key : keys.keys()) {
      if (key.need() != Key.Need.CARRIED) {
        row(key);
      }
    }
  }

  private static String heading(KeySet keys) {
    return Character.toUpperCase(keys.title().charAt(0)) + keys.title().substring(1);
  }

  private void row(Key key) {
    String needed = key.need() == Key.Need.REQUIRED ? " (required)" : "";
    String also =
        key.aliases().isEmpty()
            ? ""
            : " Also: "
                + key.aliases().stream()
                    .map(TemplateReference::code)
                    .collect(Collectors.joining(", "))
                + ".";
    out.append("| ").append(code(key.name())).append(needed);
    out.append(" | ").append(cell(key.shape().label()));
    out.append(" | ").append(cell(key.description() + also)).append(" |\n");
  }

  private void carried() {
    List<String> names = new ArrayList<>();
    for (Key key : TemplateKeys.TOP.keys()) {
      if (key.need() == Key.Need.CARRIED) {
        names.add(code(key.name()));
      }
    }
    out.append(
        "\n## Keys of other tools\n\n"
            + "Kiln keeps these unchanged, and they have no effect on the image: ");
    out.append(String.join(", ", names)).append(".\n");
  }

  private static String code(String text) {
    return "`" + text + "`";
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
