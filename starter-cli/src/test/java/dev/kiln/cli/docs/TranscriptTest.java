package dev.kiln.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.cli.HostBase;
import dev.kiln.cli.KnownCommands;
import dev.kiln.cli.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The pages show what Kiln prints. The {@code console} blocks of a page run in order, in one home
 * on the embedded stack; {@code …} stands for anything, and ids, times and sizes may differ. Run
 * this with {@code -Dgolden.write=true} to correct the pages.
 */
final class TranscriptTest {
  @TempDir Path folder;

  static Stream<String> pages() {
    return Stream.concat(
        Stream.of("README.md", "docs/ami-caching.md", "docs/ami-sharing.md"),
        Stream.of("docs/tutorial", "docs/how-to")
            .flatMap(directory -> Repository.below(directory, ".md").stream())
            .map(page -> Repository.file("").relativize(page).toString()));
  }

  static Stream<String> transcripts() {
    return pages().filter(name -> page(name).transcripts().findAny().isPresent());
  }

  @ParameterizedTest
  @MethodSource("transcripts")
  void showsWhatKilnPrints(String name) throws Exception {
    HostBase.assumeOffered(folder);
    Path clone = Files.createDirectories(folder.resolve("clone"));
    copyTemplates(clone.resolve("templates"));
    Correction correction =
        new Correction(new Reader(clone, Files.createDirectories(folder.resolve("home"))));
    Page page = page(name);

    Page corrected = correction.of(page);

    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(Repository.file(name), corrected.text());
    } else {
      assertThat(correction.differences()).as(name).isEmpty();
      assertThat(corrected).isEqualTo(page);
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void namesOnlyCommandsAndOptionsThatThereAre(String name) {
    List<String> problems =
        page(name).parts().stream()
            .filter(Page.Part::illustrates)
            .flatMap(part -> Commands.ofKiln(part.lines()).stream())
            .flatMap(words -> KnownCommands.problem(words).stream())
            .toList();

    assertThat(problems).isEmpty();
  }

  @Test
  void mostPagesHaveATranscript() {
    assertThat(transcripts().count()).isGreaterThan(pages().count() / 2);
  }

  private static Page page(String name) {
    return Page.of(Repository.text(name));
  }

  private static void copyTemplates(Path target) throws IOException {
    Files.createDirectories(target);
    for (Path template : Repository.below("templates", ".yaml")) {
      Files.copy(template, target.resolve(template.getFileName()));
    }
  }
}
