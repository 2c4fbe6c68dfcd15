package dev.kiln.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.model.image.ImageTags;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.SearchAttributes;
import io.temporal.common.SearchAttributeKey;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The reference pages match the code: each row of a table is compared with its source. */
final class ReferencePagesTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Za-z_]+)` \\| ([^|]*) \\|");

  @Test
  void everyFailureTypeStandsOnItsPageInOrder() {
    List<String> types = Arrays.stream(FailureType.values()).map(Enum::name).toList();

    assertThat(rows("docs/reference/failures.md").stream().map(row -> row.group(1)))
        .containsExactlyElementsOf(types);
  }

  @Test
  void thePageOfFailuresShowsWhichAreRetried() {
    for (MatchResult row : rows("docs/reference/failures.md")) {
      boolean retried = !FailureType.valueOf(row.group(1)).failure("").isNonRetryable();

      assertThat(row.group(2)).as(row.group(1)).isEqualTo(retried ? "yes" : "no");
    }
  }

  @Test
  void everyTagStandsOnItsPage() {
    List<String> keys =
        Arrays.stream(ImageTags.class.getFields())
            .filter(field -> field.getType() == String.class)
            .filter(field -> !field.getName().equals("KILN"))
            .map(ReferencePagesTest::value)
            .toList();

    assertThat(rows("docs/reference/tags.md").stream().map(row -> row.group(1)).distinct())
        .containsExactlyInAnyOrderElementsOf(keys);
  }

  @Test
  void everySearchAttributeStandsOnItsPage() {
    List<String> names = SearchAttributes.ALL.stream().map(SearchAttributeKey::getName).toList();

    assertThat(rows("docs/reference/search-attributes.md").stream().map(row -> row.group(1)))
        .containsExactlyElementsOf(names);
  }

  @Test
  void everyVariableOfOursStandsOnItsPage() {
    Pattern ours = Pattern.compile("\"(KILN_[A-Z_]+)\"");
    List<String> read =
        List.of("starter-cli", "worker", "activities", "local-cloud").stream()
            .flatMap(module -> Repository.below(module + "/src/main/java", ".java").stream())
            .map(path -> Repository.text(path.toString()))
            .flatMap(text -> ours.matcher(text).results().map(found -> found.group(1)))
            .distinct()
            .toList();

    assertThat(rows("docs/reference/environment.md").stream().map(row -> row.group(1)))
        .containsAll(read);
  }

  private static List<MatchResult> rows(String page) {
    return ROW.matcher(Repository.text(page)).results().toList();
  }

  private static String value(Field field) {
    try {
      return Optional.ofNullable(field.get(null)).map(String::valueOf).orElseThrow();
    } catch (IllegalAccessException notPublic) {
      throw new AssertionError(notPublic);
    }
  }
}
