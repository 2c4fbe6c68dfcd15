package dev.kiln.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The map in ARCHITECTURE.md leads to code that exists, and misses no feature. */
final class FeatureMapTest {
  /** What features stand on; it belongs to none of them. */
  private static final Set<String> SHARED =
      Set.of(
          "cli.command",
          "cli.completion",
          "cli.console",
          "cli.follow",
          "cli.json",
          "cli.progress",
          "cli.terminal",
          "cli.text",
          "cli.work",
          "workflows.all",
          "workflows.lease",
          "activities.aws");

  private static final String MAP =
      section(Repository.text("ARCHITECTURE.md"), "## From a command to the code");

  private static String section(String page, String title) {
    int begin = page.indexOf(title);
    return page.substring(begin, page.indexOf("\n## ", begin + 1));
  }

  @Test
  void everyPackageOfTheMapExists() {
    Set<String> packages = packages("cli", "workflows", "activities", "model");

    assertThat(packages).containsAll(named("(?:cli|workflows|activities|model)\\.[a-z]+"));
  }

  @Test
  void everyFeatureIsOnTheMap() {
    Set<String> features = packages("cli", "workflows", "activities");
    features.removeAll(SHARED);

    assertThat(named("(?:cli|workflows|activities)\\.[a-z]+")).containsAll(features);
  }

  @Test
  void everyKindOfWorkIsOnTheMap() {
    Set<String> kinds =
        Repository.below("starter-cli/src/main/java/dev/kiln/cli/work", "Work.java").stream()
            .map(file -> String.valueOf(file.getFileName()).replace(".java", ""))
            .filter(name -> !Set.of("Work", "PlainWork", "KnownWork").contains(name))
            .collect(Collectors.toSet());

    assertThat(named("[A-Z][a-z]+Work")).containsExactlyInAnyOrderElementsOf(kinds);
  }

  private static Set<String> named(String form) {
    return Pattern.compile("`(" + form + ")`")
        .matcher(MAP)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> packages(String... modules) {
    Set<String> packages = new TreeSet<>();
    for (String module : modules) {
      String folder = module.equals("cli") ? "starter-cli" : module;
      String root = folder + "/src/main/java/dev/kiln/" + module;
      Repository.below(root, "package-info.java").stream()
          .map(file -> file.getParent())
          .filter(Files::isDirectory)
          .map(
              path ->
                  Repository.ROOT.resolve(root).normalize().relativize(path.normalize()).toString())
          .filter(path -> !path.isEmpty() && !path.contains("/"))
          .forEach(path -> packages.add(module + "." + path));
    }
    return packages;
  }
}
