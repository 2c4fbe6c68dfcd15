package dev.kiln.model.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kiln.model.source.TemplateException;
import dev.kiln.model.source.TemplateSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Reads templates of other tools, if a collection of them lies beside the repository. */
final class RealTemplatesTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("kiln.realTemplates", "../../shared/real-templates"));

  private static final Map<String, String> REFUSED =
      Map.of(
          "library__rna-seq.yaml", ":25:18: not valid YAML",
          "missing-steps.yml", ":7:1: the template has tests but nothing to test");

  @Test
  void loadsOrRefusesEachAtTheRightLine() throws IOException {
    assumeTrue(Files.isDirectory(FOLDER), "no collection of other tools' templates at " + FOLDER);
    for (Path file : files()) {
      TemplateSource source = TemplateSource.of(file.toString(), Files.readAllBytes(file));
      String refused = REFUSED.get(file.getFileName().toString());
      if (refused == null) {
        Template template = TemplateParser.parse(source, ReadOptions.STRICT);
        assertThat(template.slug()).as("slug of %s", file).isNotEmpty();
      } else {
        assertThatThrownBy(() -> TemplateParser.parse(source, ReadOptions.STRICT))
            .isInstanceOf(TemplateException.class)
            .hasMessageContaining(file + refused);
      }
    }
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
