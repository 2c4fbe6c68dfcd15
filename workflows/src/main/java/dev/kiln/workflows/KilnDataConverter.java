package dev.kiln.workflows;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.temporal.common.converter.CodecDataConverter;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.converter.JacksonJsonPayloadConverter;
import java.util.List;

/**
 * The one data converter of clients, workers and tests. It ignores fields it does not know: a
 * worker rolled back to an older version must be able to read what the newer one wrote.
 */
public final class KilnDataConverter {
  private KilnDataConverter() {}

  /** Temporal's default converter with a tolerant JSON mapper; large payloads are compressed. */
  public static DataConverter create() {
    return new CodecDataConverter(
        DefaultDataConverter.newDefaultInstance()
            .withPayloadConverterOverrides(new JacksonJsonPayloadConverter(jsonMapper())),
        List.of(new CompressedPayloads()));
  }

  /** The mapper behind it; the CLI's JSON output uses it too. */
  public static ObjectMapper jsonMapper() {
    return JacksonJsonPayloadConverter.newDefaultObjectMapper()
        .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);
  }
}
