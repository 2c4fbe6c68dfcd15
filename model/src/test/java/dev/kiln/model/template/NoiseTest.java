package dev.kiln.model.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kiln.model.Templates;
import dev.kiln.model.lint.TemplateLint;
import dev.kiln.model.source.TemplateException;
import dev.kiln.model.source.TemplateSource;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The parser reads any text or refuses it with reasons; nothing else may happen. */
final class NoiseTest {
  private static final String WHOLE =
      """
      name: noise
      parameters: {p: {type: string, default: "x"}}
      users: [{name: "{{.p}}", uid: 2000}]
      packages:
        system: [git]
      build_steps:
        - name: one
          script: |
            cat <<EOF
              {{if eq .p "x"}}a{{else}}b{{end}}
            EOF
      validation_tests:
        - {name: t, command: "true", success: true}
      """;

  private static final String NOISE = "{}[]:-|>&*!%@`'\"#,\n\t ?<=~0\u0085\u2028é$";

  @Test
  void readsOrRefusesBrokenTexts() {
    Random random = new Random(5);
    int refused = 0;
    for (int i = 0; i < 2000; i++) {
      StringBuilder text = new StringBuilder(WHOLE);
      for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
        int at = random.nextInt(text.length());
        if (random.nextBoolean()) {
          text.deleteCharAt(at);
        } else {
          text.insert(at, NOISE.charAt(random.nextInt(NOISE.length())));
        }
      }
      refused += read(text.toString()) ? 0 : 1;
    }
    assertThat(refused).isBetween(500, 1990);
  }

  private static boolean read(String text) {
    TemplateSource source = new TemplateSource("noise.yaml", text);
    try {
      TemplateParser.parse(source, new ReadOptions(Map.of(), true));
      TemplateLint.of(source);
      return true;
    } catch (TemplateException refused) {
      assertThat(refused.diagnostics()).isNotEmpty();
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "extends: \"a\\0.yaml\"",
        "setup_script: \"echo \\0\"",
        "packages: {pip: [\"a\\nb\"]}",
        "files: [{path: \"/a\\nb\", content: x}]",
        "tags: {a: \"\\0\"}",
      })
  void refusesCharactersThatNoShellOrPathCanCarry(String line) {
    assertThatThrownBy(() -> Templates.parse("name: a\n" + line + "\n"))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("is not valid here");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cluster: {name: 日本}", "name: 日本", "name: \"--\""})
  void refusesANameOfWhichNothingIsLeftForTheImages(String line) {
    assertThatThrownBy(() -> Templates.parse(line + "\n"))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("a name without a Latin letter or digit")
        .hasMessageContaining("add `slug:`");
  }
}
