package dev.kiln.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every link in our prose leads to an existing target. */
final class LinksTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)]*)?\\)");

  static List<Path> pages() {
    return Stream.concat(
            Stream.of("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md")
                .map(Repository::file),
            Stream.of("docs", "deploy", "templates")
                .flatMap(directory -> Repository.below(directory, ".md").stream()))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyLinkToAFileLeadsToOne(Path page) {
    List<String> dead =
        LINK.matcher(Repository.text(page.toString()))
            .results()
            .map((MatchResult link) -> link.group(1))
            .filter(target -> !target.matches("[a-z]+:.*"))
            .filter(target -> !Files.exists(page.resolveSibling(target)))
            .toList();

    assertThat(dead).isEmpty();
  }
}
