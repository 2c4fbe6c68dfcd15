package dev.kiln.workflows.copy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kiln.model.AmiId;
import dev.kiln.model.Architecture;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.workflows.KilnDataConverter;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class RegionReportTest {
  private static final RegionReport REPORT =
      RegionReport.waiting(new Region("eu-west-1"), Architecture.ARM64)
          .copying(new RegionalAmi(new Region("us-east-1"), new AmiId("ami-0000000a")));

  private final ObjectMapper mapper = KilnDataConverter.jsonMapper();

  @Test
  void itsCopyMethodsAddNothingToItsJson() {
    JsonNode json = mapper.valueToTree(REPORT);

    assertThat(json.fieldNames())
        .toIterable()
        .containsExactlyElementsOf(
            Arrays.stream(RegionReport.class.getRecordComponents())
                .map(RecordComponent::getName)
                .toList());
  }

  @Test
  void isReadBackFromItsJson() throws Exception {
    assertThat(mapper.readValue(mapper.writeValueAsString(REPORT), RegionReport.class))
        .isEqualTo(REPORT);
  }
}
