package dev.kiln.model.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.model.Golden;
import dev.kiln.model.source.TemplateException;
import dev.kiln.model.source.TemplateSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What users read when a template is broken: every complaint of every template in a folder. */
final class DiagnosticsTest {
  private static final Path BROKEN = Path.of("src", "test", "resources", "broken");

  @Test
  void everyComplaintIsWorthReading() throws IOException {
    StringBuilder all = new StringBuilder();
    for (Path file : files()) {
      all.append(complaints(file)).append('\n');
    }
    Golden.matches("diagnostics.txt", all.toString());
  }

  private static String complaints(Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    try {
      Template template =
          TemplateParser.parse(
              TemplateSource.of(name, Files.readAllBytes(file)), ReadOptions.STRICT);
      assertThat(template.warnings()).as("%s is refused or warned of", file).isNotEmpty();
      return String.join("\n", template.warnings().stream().map(String::valueOf).toList()) + "\n";
    } catch (TemplateException refused) {
      return refused.getMessage() + "\n";
    }
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(BROKEN)) {
      return files.sorted().toList();
    }
  }
}
