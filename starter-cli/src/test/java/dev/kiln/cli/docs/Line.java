package dev.kiln.cli.docs;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares a line of a page with a line of a run by what is the same in every run. */
final class Line {
  /** Stands for anything: alone for any lines, within a line for any text. */
  static final String ELISION = "…";

  private static final String[][] UNSTABLE = {
    {
      "\\d+h \\d\\dm|\\d+m \\d\\ds|\\b\\d+[smhd]\\b|\\b[\\d.]+ (?:second|minute)s?\\b(?! ago)",
      "<time>"
    },
    {" \\(<time>\\)$", ""},
    {"just now|\\d+ (?:minute|hour|day)s? ago", "<age>"},
    {"\\d{4}-\\d\\d-\\d\\d(?:T[\\d:.]+Z)?", "<date>"},
    {"[\\d.]+ (?:[KMGT]iB|B)\\b", "<size>"},
    {"\\$[\\d.]+", "<price>"},
    {"\\b[a-z]\\d[a-z]*\\.\\d*x?large\\b", "<type>"},
    {"\\b(?:x86_64|amd64|arm64)\\b", "<arch>"},
    {"(?<=\\S) {2,}", " "},
  };

  private Line() {}

  /** What a run's line shows, if it is the page's line. */
  static Optional<MatchResult> match(String ofPage, String ofRun) {
    Matcher matcher = pattern(ofPage).matcher(stable(ofRun));
    return matcher.matches() ? Optional.of(matcher.toMatchResult()) : Optional.empty();
  }

  /** Ids are groups: which they are differs, and {@link Ids} tells whether they may. */
  private static Pattern pattern(String ofPage) {
    StringBuilder pattern = new StringBuilder();
    String rest = stable(ofPage);
    Matcher id = Ids.ID.matcher(rest);
    int from = 0;
    while (id.find()) {
      pattern.append(literal(rest.substring(from, id.start()))).append("([0-9a-f]+)");
      from = id.end();
    }
    return Pattern.compile(pattern.append(literal(rest.substring(from))).toString());
  }

  private static String literal(String text) {
    return Pattern.quote(text).replace(ELISION, "\\E.*\\Q");
  }

  private static String stable(String line) {
    String stable = line.stripTrailing();
    for (String[] unstable : UNSTABLE) {
      stable = stable.replaceAll(unstable[0], unstable[1]);
    }
    return stable;
  }
}
