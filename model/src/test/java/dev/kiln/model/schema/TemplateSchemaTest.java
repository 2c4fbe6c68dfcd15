package dev.kiln.model.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.model.Golden;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class TemplateSchemaTest {
  @Test
  void theCommittedSchemaMatchesTheKeyTable() throws IOException {
    Golden.matchesReference("template.schema.json", TemplateSchema.json());
  }

  @Test
  void theCommittedPageMatchesTheKeyTable() throws IOException {
    Golden.matchesReference("template.md", TemplateReference.markdown());
  }

  @Test
  void everySpellingMeansOneKey() {
    assertThat(TemplateKeys.TOP.keys().stream().flatMap(Key::spellings).toList())
        .doesNotHaveDuplicates();
  }
}
