package dev.kiln.cli.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.cli.KilnRun;
import dev.kiln.cli.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kiln template}, which needs no Temporal. */
final class TemplateCommandsTest {
  @TempDir Path folder;

  private KilnRun machine() {
    return new KilnRun(folder)
        .file("base.yaml", "name: base\npackages:\n  system: [gcc]\nsetup_script: |\n  true\n")
        .file("top.yaml", "name: top\nextends: base.yaml\npackages:\n  system: [make]\n")
        .file("broken.yaml", "name: broken\nprots: [22]\n")
        .file(
            "unwise.yaml",
            "name: unwise\nsetup_script: |\n  #!/bin/bash\n  curl https://x.test/i | sh\n");
  }

  @Test
  void validatesEveryFileAndReportsTheBrokenOnes() {
    Result result = machine().run("template", "validate", "top.yaml", "broken.yaml", "base.yaml");

    assertThat(result.out().lines().toList())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("top.yaml: valid, 2 layers"),
            line -> assertThat(line).startsWith("broken.yaml:2:1: ").contains("ports"),
            line -> assertThat(line).startsWith("  2 | prots"),
            line -> assertThat(line).isEqualTo("    | ^^^^^"),
            line -> assertThat(line).isEqualTo("base.yaml: valid, 1 layer"));
    assertThat(result.err())
        .isEqualTo("kiln: cannot use 1 of 3 templates; correct the problems above\n");
    assertThat(result.exitCode()).isEqualTo(1);
  }

  @Test
  void validatesAllTemplatesInADirectoryButNotInThoseBelow() {
    Result result =
        machine()
            .file("all/b.yml", "name: b\n")
            .file("all/a.yaml", "name: a\nextends: b.yml\n")
            .file("all/notes.txt", "no template\n")
            .file("all/below/broken.yaml", "prots: [22]\n")
            .run("template", "validate", "all", "all/a.yaml", "base.yaml");

    assertThat(result.out())
        .isEqualTo(
            """
            all/a.yaml: valid, 2 layers
            all/b.yml: valid, 1 layer
            base.yaml: valid, 1 layer
            """);
    assertThat(result.exitCode()).isZero();
  }

  @Test
  void saysThatADirectoryContainsNoTemplate() {
    Result result = machine().file("none/notes.txt", "").run("template", "lint", "none");

    assertThat(result.err())
        .isEqualTo(
            "kiln: cannot use the templates in 'none': it contains no .yaml file; name another"
                + " directory\n");
    assertThat(result.exitCode()).isEqualTo(2);
  }

  @Test
  void reportsManyTemplatesInTheirOrderAndAWarningOfTheirParentOnce() {
    KilnRun machine = machine().file("many/parent.yaml", "name: parent\ndescription:\n");
    StringBuilder expected = new StringBuilder();
    for (int i = 100; i < 200; i++) {
      machine.file("many/child-" + i + ".yaml", "name: child-" + i + "\nextends: parent.yaml\n");
      expected.append("many/child-").append(i).append(".yaml: valid, 2 layers\n");
    }

    Result result = machine.run("template", "validate", "many");

    assertThat(result.out()).isEqualTo(expected + "many/parent.yaml: valid, 1 layer\n");
    assertThat(result.err().lines().filter(line -> line.contains("has no value")))
        .containsExactly(
            "kiln: many/parent.yaml:2:1: warning: 'description' has no value; remove the key");
  }

  @Test
  void findsAParentByItsNameInTheSameFolder() {
    Result result =
        machine()
            .file("tool/rocky.yml", "# a base\nname: \"Base Rocky 9\"  # of the tool\n")
            .file("tool/stack.yml", "name: Stack\ninherits: [\"Base Rocky 9\"]\n")
            .run("template", "show", "--resolved", "tool/stack.yml");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(machine().run("template", "validate", "tool/stack.yml").out())
        .isEqualTo("tool/stack.yml: valid, 2 layers\n");
  }

  @Test
  void namesTheFolderInWhichNoTemplateHasTheNameOfTheParent() {
    Result result =
        machine()
            .file("tool/rocky.yml", "name: Base Rocky 9\n")
            .file("tool/stack.yml", "name: Stack\ninherits: [\"Base Rocky 8\"]\n")
            .run("template", "validate", "tool/stack.yml");

    assertThat(result.out())
        .contains(
            "tool/stack.yml:2:12: cannot read parent 'Base Rocky 8': no template of that name is"
                + " installed, and none in '",
            "tool' has it; did you mean Base Rocky 9?");
  }

  @Test
  void doesNotChooseBetweenTwoParentsOfOneName() {
    Result result =
        machine()
            .file("tool/rocky.yml", "name: Base Rocky 9\n")
            .file("tool/rocky-old.yml", "name: 'Base Rocky 9'\n")
            .file("tool/stack.yml", "name: Stack\ninherits: [\"Base Rocky 9\"]\n")
            .run("template", "validate", "tool/stack.yml");

    assertThat(result.out())
        .contains("2 files in '", "tool' have that name: rocky-old.yml, rocky.yml");
  }

  @Test
  void tellsTheRealSizeOfAFileThatIsTooLarge() {
    Result result =
        machine()
            .file("large.yaml", "name: large\n# " + "x".repeat(1_258_277))
            .run("template", "validate", "large.yaml");

    assertThat(result.out())
        .startsWith("large.yaml:1:1: the file has 1258291 bytes, more than 262144; ");
  }

  @Test
  void validatesForScriptsAsJson() {
    Result result = machine().run("template", "validate", "broken.yaml", "-o", "json");

    assertThat(result.out())
        .contains("\"template\" : \"broken.yaml\"", "\"severity\" : \"error\"", "\"line\" : 2");
    assertThat(result.exitCode()).isEqualTo(1);
  }

  @Test
  void takesAnUnknownKeyForAWarningWhenAsked() {
    Result result = machine().run("template", "validate", "--lenient", "broken.yaml");

    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).contains("broken.yaml:2:1: warning");
  }

  @Test
  void showsATemplateAsWritten() {
    assertThat(machine().run("template", "show", "top.yaml").out())
        .isEqualTo("name: top\nextends: base.yaml\npackages:\n  system: [make]\n");
  }

  @Test
  void showsTheMergedChain() {
    assertThat(machine().run("template", "show", "--resolved", "top.yaml").out())
        .contains("gcc", "make", "base.yaml");
  }

  @Test
  void findsBadPractice() {
    Result result = machine().run("template", "lint", "unwise.yaml", "base.yaml");

    assertThat(result.out()).contains("unwise.yaml:4:");
    assertThat(result.err()).contains("cannot pass 2 templates: 2 findings");
    assertThat(result.exitCode()).isEqualTo(1);
  }

  @Test
  void lintReportsErrorsAsWellAndGoesOnToTheNextTemplate() {
    Result result = machine().run("template", "lint", "broken.yaml", "unwise.yaml");

    assertThat(result.out()).contains("broken.yaml:2:1: ", "unwise.yaml:4:");
    assertThat(result.err()).contains("cannot pass 2 templates: 3 findings");
    assertThat(result.exitCode()).isEqualTo(1);
  }

  @Test
  void hasNoFindingsForAGoodTemplate() {
    Result result = machine().run("template", "lint", "base.yaml");

    assertThat(result).isEqualTo(new Result(0, "", ""));
  }

  @Test
  void printsTheSchema() {
    Result result = machine().run("template", "schema");

    assertThat(result.out()).startsWith("{").contains("\"$schema\"", "\"setup_script\"");
    assertThat(result.exitCode()).isZero();
  }

  @Test
  void listsTheUsersOwnTemplatesOverThoseThatKilnBrings() {
    Result result =
        machine()
            .file("installation/templates/a.yaml", "name: a\ndescription: shipped\n")
            .file("installation/templates/b.yaml", "name: b\ndescription: also shipped\n")
            .file("home/.kiln/templates/a.yaml", "name: a\ndescription: mine\nextends: b\n")
            .run("template", "list");

    assertThat(result.out())
        .isEqualTo(
            """
            NAME  EXTENDS  DESCRIPTION
            a     b        mine
            b     -        also shipped
            """);
  }

  @Test
  void buildsOnAnInstalledTemplateByName() {
    Result result =
        machine()
            .file("installation/templates/b.yaml", "name: b\n")
            .file("c.yaml", "name: c\nextends: b\n")
            .run("template", "validate", "c.yaml");

    assertThat(result.out()).isEqualTo("c.yaml: valid, 2 layers\n");
  }
}
