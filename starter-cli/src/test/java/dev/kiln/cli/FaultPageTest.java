package dev.kiln.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests prove every promise on the page of faults. */
final class FaultPageTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+) \\|.*\\| ([^|]*) \\|$");
  private static final Pattern SHOWN_BY =
      Pattern.compile("`(\\w+Test)\\.(\\w+)`(?: \\(([^)]*)\\))?");
  private static final Pattern CASE = Pattern.compile("\"[^\"]+\"");

  private static final List<MatchResult> ROWS =
      ROW.matcher(Repository.text("docs/reference/faults.md")).results().toList();

  @Test
  void everyRowHasItsNumberAndATest() {
    assertThat(ROWS.stream().map(row -> Integer.valueOf(row.group(1))))
        .isNotEmpty()
        .doesNotHaveDuplicates()
        .isSorted();
    assertThat(ROWS).allMatch(row -> SHOWN_BY.matcher(row.group(2)).find(), "names a test");
  }

  @Test
  void everyTestThatIsNamedIsThere() {
    Map<String, String> tests =
        Stream.of(
                "model",
                "workflows",
                "activities",
                "local-cloud",
                "worker",
                "integration-test",
                "starter-cli")
            .flatMap(module -> Repository.below(module + "/src/test/java", "Test.java").stream())
            .collect(
                Collectors.toMap(
                    path -> String.valueOf(path.getFileName()).replace(".java", ""),
                    path -> Repository.text(path.toString()),
                    String::concat)); // two packages may have a test of one name

    for (MatchResult row : ROWS) {
      SHOWN_BY
          .matcher(row.group(2))
          .results()
          .forEach(
              test -> {
                assertThat(tests).as("row " + row.group(1)).containsKey(test.group(1));
                String source = tests.getOrDefault(test.group(1), "");
                assertThat(source).contains(" void " + test.group(2) + "(");
                CASE.matcher(String.valueOf(test.group(3)))
                    .results()
                    .forEach(named -> assertThat(source).contains(named.group()));
              });
    }
  }
}
