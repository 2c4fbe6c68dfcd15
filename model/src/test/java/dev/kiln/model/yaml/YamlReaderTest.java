package dev.kiln.model.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kiln.model.source.TemplateException;
import dev.kiln.model.source.TemplateSource;
import java.util.Collections;
import org.junit.jupiter.api.Test;

final class YamlReaderTest {
  private static Value.Fields read(String text) {
    return YamlReader.read(new TemplateSource("t.yaml", text));
  }

  private static void refused(String text, String message) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining(message);
  }

  @Test
  void refusesABombByItsNumberOfAliases() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 9; i++) {
      String alias = "*a" + (i - 1);
      bomb.append(
          "a%d: &a%d [%s]\n".formatted(i, i, String.join(", ", Collections.nCopies(9, alias))));
    }
    refused(bomb.toString(), "t.yaml:1:1: YAML limit reached: Number of aliases");
  }

  @Test
  void refusesABombOfFewAliasesByItsExpansion() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 9; i++) {
      String alias = "*a" + (i - 1);
      bomb.append(
          "a%d: &a%d [%s]\n".formatted(i, i, String.join(", ", Collections.nCopies(5, alias))));
    }
    refused(bomb.toString(), "aliases expand to more than 50000 values");
  }

  @Test
  void refusesAnAnchorThatContainsItself() {
    refused("a: &a [*a]\n", "t.yaml:1:4: this anchor contains an alias of itself");
  }

  @Test
  void refusesDeepNesting() {
    refused("a: " + "[".repeat(40) + "]".repeat(40), "Nesting Depth exceeded");
  }

  @Test
  void refusesTheSecondOfTwoEqualKeysAndNamesTheFirst() {
    refused(
        "name: a\nusers: []\nname: b\n",
        "t.yaml:3:1: the key 'name' is repeated; it first appears on line 1");
  }

  @Test
  void refusesASecondDocument() {
    refused("name: a\n---\nname: b\n", "keep one template in a file");
  }

  @Test
  void refusesTabs() {
    refused("users:\n\t- name: a\n", "t.yaml:2:1: not valid YAML");
    refused("users:\n\t- name: a\n", "indent with spaces, never with tabs");
  }

  @Test
  void refusesAnEmptyTextAndAnythingButAMap() {
    refused("", "t.yaml:1:1: the file is empty");
    refused("# only a comment\n", "the file is empty");
    refused("- a\n- b\n", "t.yaml:1:1: the top level is a list");
    refused("hello", "the top level is text");
  }

  @Test
  void refusesControlCharactersAtTheirPlace() {
    refused("name: a\ndescription: \"\u0007\"\n", "t.yaml:2:15: the control character U+0007");
  }

  @Test
  void refusesTagsThatWouldCreateObjects() {
    refused(
        "a: !!java.net.URL [\"http://x\"]\n",
        "Global tag is not allowed: tag:yaml.org,2002:java.net.URL; remove the tag");
    refused("a: !thing x\n", "t.yaml:1:4: the tag !thing has no meaning here");
  }

  @Test
  void refusesKeysThatAreMapsAndSuggestsQuotes() {
    refused("name: {{.user}}\n", "put quotes around a value that begins with {{");
  }

  @Test
  void suggestsIndentingAHereDocumentThatLeavesItsScript() {
    refused(
        "setup_script: |\n  cat > /etc/motd <<EOF\nWelcome home\nEOF\n",
        "the lines of the here-document 'EOF' must be indented");
  }

  @Test
  void mergesMapsAndLetsWrittenKeysWin() {
    Value.Fields fields = read("a: &a {x: 1, y: 2}\nb:\n  <<: *a\n  y: 3\n");
    Value.Fields b = (Value.Fields) fields.get("b").orElseThrow();
    assertThat(b.fields()).extracting(Value.Field::key).containsExactly("y", "x");
    assertThat(((Value.Scalar) b.get("y").orElseThrow()).text()).isEqualTo("3");
  }

  @Test
  void knowsTheLineAndColumnOfEachCharacterOfABlock() {
    Value.Fields fields = read("steps:\n  - script: |\n      # one\n\n      two three\n");
    Value.Items steps = (Value.Items) fields.get("steps").orElseThrow();
    Value.Scalar script =
        (Value.Scalar) ((Value.Fields) steps.values().get(0)).get("script").orElseThrow();
    assertThat(script.at(script.text().indexOf("three"))).hasToString("t.yaml:5:11");
  }

  @Test
  void readsWindowsLineEnds() {
    Value.Fields windows = read("script: |\r\n  one\r\n  two\r\n");
    assertThat(((Value.Scalar) windows.get("script").orElseThrow()).text()).isEqualTo("one\ntwo\n");
  }
}
