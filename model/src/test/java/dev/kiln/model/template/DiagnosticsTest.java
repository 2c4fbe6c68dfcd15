package dev.kiln.model.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.model.Golden;
import dev.kiln.model.chain.Chain;
import dev.kiln.model.chain.ChainReader;
import dev.kiln.model.chain.ParentReader;
import dev.kiln.model.compile.LayerCompiler;
import dev.kiln.model.lint.TemplateLint;
import dev.kiln.model.source.Diagnostic;
import dev.kiln.model.source.TemplateException;
import dev.kiln.model.source.TemplateSource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The messages that users read when a template is broken: each input has its reviewed output beside
 * it.
 */
final class DiagnosticsTest {
  private static final Path BROKEN = Path.of("src", "test", "resources", "broken");
  private static final String VARIABLE = "# --var ";

  @ParameterizedTest
  @MethodSource("inputs")
  void showsEveryProblemAsReviewed(Path input) throws IOException {
    List<Diagnostic> found = problems(input);
    assertThat(found).as("%s is refused or warned about", input).isNotEmpty();
    Golden.matchesBeside(
        input, found.stream().map(Diagnostic::shown).collect(Collectors.joining("\n")) + "\n");
  }

  @Test
  void everyOutputHasAnInput() throws IOException {
    assertThat(files(".txt").map(DiagnosticsTest::stem))
        .containsExactlyElementsOf(files(".yaml").map(DiagnosticsTest::stem).toList());
  }

  private static List<Diagnostic> problems(Path input) throws IOException {
    List<Diagnostic> found = new ArrayList<>();
    try {
      TemplateSource source =
          TemplateSource.of(String.valueOf(input.getFileName()), Files.readAllBytes(input));
      Chain chain = ChainReader.read(source, new Parents(), options(source));
      found.addAll(chain.warnings());
      found.addAll(TemplateLint.of(source));
      LayerCompiler.compile(chain, Optional.empty());
    } catch (TemplateException refused) {
      found.addAll(refused.diagnostics());
    }
    return found;
  }

  /** Comments hold the options that the user would give on the command line. */
  private static ReadOptions options(TemplateSource source) {
    Map<String, String> variables =
        source
            .text()
            .lines()
            .filter(line -> line.startsWith(VARIABLE))
            .map(line -> line.substring(VARIABLE.length()).split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    return new ReadOptions(variables, false);
  }

  private static Stream<Path> inputs() throws IOException {
    return files(".yaml");
  }

  private static Stream<Path> files(String ending) throws IOException {
    try (Stream<Path> files = Files.list(BROKEN)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList().stream();
    }
  }

  private static String stem(Path file) {
    return String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
  }

  /** Reads parents from the same folder; an address has the text of the file that it ends with. */
  private static final class Parents implements ParentReader {
    @Override
    public TemplateSource file(String path) throws IOException {
      Path file = BROKEN.resolve(path);
      if (!Files.exists(file)) {
        throw new IOException("there is no such file");
      }
      return TemplateSource.of(path, Files.readAllBytes(file));
    }

    @Override
    public TemplateSource named(String name, String child) throws IOException {
      throw new IOException("no template of that name is installed");
    }

    @Override
    public TemplateSource address(URI address) throws IOException {
      String name = address.getPath().replaceFirst(".*/", "");
      return new TemplateSource(address.toString(), file("parents/" + name).text());
    }
  }
}
