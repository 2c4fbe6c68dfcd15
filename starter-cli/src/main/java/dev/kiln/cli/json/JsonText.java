package dev.kiln.cli.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.kiln.workflows.KilnDataConverter;
import java.time.Duration;
import java.util.Optional;

/** Writes a document, made of maps, lists and plain values. */
public final class JsonText {
  private static final ObjectWriter WRITER =
      KilnDataConverter.jsonMapper().writerWithDefaultPrettyPrinter();

  private JsonText() {}

  /** The document as text. */
  public static String of(Object document) {
    try {
      return WRITER.writeValueAsString(document);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("cannot write a document of plain values", impossible);
    }
  }

  /** A duration in seconds, with fractions. */
  public static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  /** The form of a value in a document; an absent one is an explicit {@code null}. */
  public static Optional<String> text(Optional<?> value) {
    return value.map(Object::toString);
  }
}
