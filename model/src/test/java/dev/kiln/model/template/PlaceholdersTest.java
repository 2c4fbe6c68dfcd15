package dev.kiln.model.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kiln.model.Templates;
import dev.kiln.model.source.TemplateException;
import dev.kiln.model.source.TemplateSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlaceholdersTest {
  private static final String HEAD =
      """
      name: a
      parameters:
        editor: {type: choice, choices: [vim, nano], default: vim}
        gpu: {type: bool, default: false}
        count: {type: int, min: 1, max: 9, default: 2}
        user: {type: string, pattern: "[a-z]+", default: alice}
      variables: {HOME_DIR: /srv}
      """;

  private static Template parse(String rest, Map<String, String> values) {
    return TemplateParser.parse(
        new TemplateSource("t.yaml", HEAD + rest), new ReadOptions(values, false));
  }

  private static String script(String script, Map<String, String> values) {
    String indented = "setup_script: |-\n  " + script.replace("\n", "\n  ") + "\n";
    return parse(indented, values).content().steps().get(0).value().script();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "run {{.editor}} in {{ .HOME_DIR }}; run vim in /srv",
        "{{if eq .editor \"vim\"}}a{{else}}b{{end}}; a",
        "{{if eq .editor \"nano\"}}a{{else}}b{{end}}; b",
        "{{if ne .editor \"nano\"}}a{{end}}.; a.",
        "{{if eq .editor \"x\"}}a{{else if eq .gpu \"false\"}}b{{else}}c{{end}}; b",
        "{{if eq .editor \"vim\"}}a{{else if eq .gpu \"false\"}}b{{else}}c{{end}}; a",
        "{{if eq .editor \"x\"}}a{{else if eq .gpu \"true\"}}b{{else}}c{{end}}; c",
        "{{if eq .editor \"x\"}}{{if eq .gpu \"false\"}}a{{else}}b{{end}}{{end}}.; .",
        "{{if eq .editor \"x\"}}{{if eq .gpu \"x\"}}a{{else if eq .gpu \"false\"}}b{{end}}{{end}}.; .",
        "{{if eq .editor \"x\"}}{{if eq .gpu \"x\"}}a{{else}}b{{end}}{{end}}.; .",
        "{{if eq .editor \"vim\"}}{{if eq .gpu \"true\"}}a{{else}}b{{end}}{{end}}; b",
        "docker ps --format {{\"{{\"}}.Names}}; docker ps --format {{.Names}}",
      })
  void insertsValuesIntoScripts(String script, String expected) {
    assertThat(script(script, Map.of())).isEqualTo(expected);
  }

  @Test
  void givenValuesOverrideDefaults() {
    assertThat(script("{{.editor}} {{.count}}", Map.of("editor", "nano", "count", "9")))
        .isEqualTo("nano 9");
  }

  @Test
  void valuesReachEveryKeyAndAreCheckedThere() {
    Template template =
        parse("users:\n  - name: \"{{.user}}\"\nports: [\"{{.count}}\"]\n", Map.of("user", "bob"));
    assertThat(template.content().users().get(0).value().name()).isEqualTo("bob");
    assertThat(template.ports()).containsExactly(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "editor; emacs; 'emacs' is not a valid value for 'editor'; it must be one of vim, nano",
        "gpu; maybe; 'maybe' is not a valid value for 'gpu'; it must be true or false",
        "count; 10; '10' is not a valid value for 'count'; it must be at most 9",
        "count; 0; '0' is not a valid value for 'count'; it must be at least 1",
        "count; two; 'two' is not a valid value for 'count'; it must be a whole number",
        "user; Bob; 'Bob' is not a valid value for 'user'; it must match [a-z]+",
      })
  void refusesInvalidValues(String name, String value, String message, String hint) {
    assertThatThrownBy(() -> parse("", Map.of(name, value)))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining(message + "; " + hint);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{{.editr}}; t.yaml:9:3: unknown parameter 'editr'; write {{.editor}}",
        "x {{end}}; t.yaml:9:5: {{end}} without {{if}}",
        "{{else}}; t.yaml:9:3: {{else}} without an {{if}}",
        "{{if eq .gpu \"true\"}}; t.yaml:9:3: {{if}} without {{end}}",
        "{{if .gpu}}; t.yaml:9:3: {{if .gpu}} is unknown",
        "{{- .gpu }}; t.yaml:9:3: {{- .gpu}} is unknown",
        "{{.gpu; t.yaml:9:3: {{ without }}",
      })
  void refusesUnknownPlaceholders(String script, String message) {
    assertThatThrownBy(() -> script(script, Map.of()))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aTemplateWithoutParametersMayContainAnyBraces() {
    Template template = Templates.parse("name: a\nsetup_script: docker ps --format '{{.Names}}'\n");
    assertThat(template.content().steps().get(0).value().script())
        .isEqualTo("docker ps --format '{{.Names}}'");
  }

  @Test
  void keepsKeysOfOtherToolsUnchanged() {
    assertThat(parse("services: [\"{{.WebInterfaceBindIP}}\"]\n", Map.of()).carried())
        .containsOnlyKeys("services");
  }

  @Test
  void unknownKeysAreWarningsWhenLenient() {
    Template template =
        TemplateParser.parse(
            new TemplateSource("t.yaml", "name: a\nfrobnicate: 1\n"),
            new ReadOptions(Map.of(), true));
    assertThat(template.warnings())
        .singleElement()
        .asString()
        .startsWith("t.yaml:2:1: warning: unknown key 'frobnicate'");
  }
}
