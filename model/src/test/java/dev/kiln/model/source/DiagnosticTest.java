package dev.kiln.model.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The lines that people read below a problem; there are more beside the broken templates. */
final class DiagnosticTest {
  @Test
  void putsCaretsUnderTheWord() {
    assertThat(shown("name: x\n  pakages: [git]\n", 2, 3))
        .isEqualTo(
            """
            t.yaml:2:3: wrong; fix it
              2 |   pakages: [git]
                |   ^^^^^^^""");
  }

  @Test
  void marksQuotedTextsAndPlaceholdersAsAWhole() {
    assertThat(shown("a: \"b c\" # d", 1, 4)).endsWith("|    ^^^^^");
    assertThat(shown("a: {{.b}}, c", 1, 4)).endsWith("|    ^^^^^^");
    assertThat(shown("a: \"b c", 1, 4)).endsWith("|    ^^^^");
    assertThat(shown("a: [b, c]", 1, 4)).endsWith("|    ^");
    assertThat(shown("a: https://b:1/c, d", 1, 4)).endsWith("|    ^^^^^^^^^^^^^");
  }

  @Test
  void alignsUnderTabsAndWideLetters() {
    assertThat(shown("\tab: 1", 1, 2)).endsWith("1 |     ab: 1\n    |     ^^");
    assertThat(shown("利用: ab", 1, 5)).endsWith("1 | 利用: ab\n    |       ^^");
    assertThat(shown("🚀 ab", 1, 3)).endsWith("1 | 🚀 ab\n    |    ^^");
  }

  @Test
  void countsLinesAndColumnsAsEditorsDo() {
    assertThat(shown("a: 1\r\nb: 2\rc: 3\n", 3, 1)).endsWith("3 | c: 3\n    | ^");
    assertThat(shown("\uFEFFa: 1", 1, 4)).endsWith("1 | a: 1\n    |    ^");
  }

  @Test
  void pointsBehindALineThatIsTooShort() {
    assertThat(shown("ab", 1, 90)).endsWith("1 | ab\n    |   ^");
  }

  @Test
  void showsNoLineWhereThereIsNone() {
    String alone = "t.yaml:%d:1: wrong; fix it";
    assertThat(shown("", 1, 1)).isEqualTo(alone.formatted(1));
    assertThat(shown("a", 7, 1)).isEqualTo(alone.formatted(7));
    assertThat(shown("ab\n \ncd", 2, 1)).isEqualTo(alone.formatted(2));
    assertThat(Diagnostic.error(Position.startOf("t.yaml"), "wrong", "fix it").shown())
        .isEqualTo(alone.formatted(1));
  }

  @Test
  void cutsAWideLineAroundThePlace() {
    String[] lines = shown("x".repeat(150) + " here " + "y".repeat(150), 1, 152).split("\n", -1);
    assertThat(lines[1]).hasSizeLessThan(Excerpt.WIDEST + 20).contains("...x", "y...");
    assertThat(lines[2].indexOf("^^^^")).isEqualTo(lines[1].indexOf("here"));
  }

  @Test
  void printsNoCharacterThatATerminalObeys() {
    String shown = shown("a: \u001b[31m\u009b\u202e\r", 1, 4);
    assertThat(shown).contains("1 | a: \\x1b[31m\\x9b\\u202e");
    assertThat(Diagnostic.error(Position.startOf("t\u001b.yaml"), "a\nb", "c\u0007").toString())
        .isEqualTo("t\\x1b.yaml:1:1: a\\nb; c\\x07");
  }

  @Test
  void takesAnyPositionInAnyText() {
    Random random = new Random(7);
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder();
      random
          .ints(random.nextInt(200), 0, 0x11000)
          .forEach(c -> text.append(c < 0x3000 ? (char) (c % 128) : (char) (c % 0x10000)));
      String shown = shown(text.toString(), random.nextInt(-2, 9), random.nextInt(-2, 300));
      assertThat(shown.codePoints().filter(c -> c != '\n').noneMatch(Character::isISOControl))
          .isTrue();
    }
  }

  private static String shown(String text, int line, int column) {
    Position at = new Position(new TemplateSource("t.yaml", text), line, column);
    return Diagnostic.error(at, "wrong", "fix it").shown();
  }
}
