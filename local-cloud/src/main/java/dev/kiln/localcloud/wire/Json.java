package dev.kiln.localcloud.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * JSON as plain maps, lists, strings, numbers and booleans; {@code null} members are left out. It
 * streams, because a mapper that inspects classes would cost more than the whole start of the
 * cloud.
 */
public final class Json {
  private static final JsonFactory FACTORY = new JsonFactory();

  private Json() {}

  /**
   * Reads one JSON object.
   *
   * @throws IOException if the text is not one, with the place of the first fault
   */
  public static Map<String, Object> object(String text) throws IOException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("expected a JSON object");
      }
      Map<String, Object> object = object(parser, UnaryOperator.identity());
      if (parser.nextToken() != null) {
        throw new IOException("expected nothing after the JSON object");
      }
      return object;
    }
  }

  /** Writes a tree of the kind that {@link #object} reads, on one line. */
  public static String text(Object tree) {
    StringWriter out = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(out)) {
      write(generator, tree);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toString();
  }

  /**
   * Reads one JSON array.
   *
   * @param texts may replace each string by an equal one
   * @throws IOException if the text is not one, with the place of the first fault
   */
  public static List<Object> array(String text, UnaryOperator<String> texts) throws IOException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        throw new IOException("expected a JSON array");
      }
      List<Object> array = array(parser, texts);
      if (parser.nextToken() != null) {
        throw new IOException("expected nothing after the JSON array");
      }
      return array;
    }
  }

  private static Map<String, Object> object(JsonParser parser, UnaryOperator<String> texts)
      throws IOException {
    Map<String, Object> object = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      if (parser.nextToken() != JsonToken.VALUE_NULL) {
        object.put(name, value(parser, texts));
      }
    }
    return object;
  }

  private static List<Object> array(JsonParser parser, UnaryOperator<String> texts)
      throws IOException {
    List<Object> array = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY && token != null;
        token = parser.nextToken()) {
      if (token != JsonToken.VALUE_NULL) {
        array.add(value(parser, texts));
      }
    }
    return array;
  }

  private static Object value(JsonParser parser, UnaryOperator<String> texts) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser, texts);
      case START_ARRAY -> array(parser, texts);
      case VALUE_STRING -> texts.apply(parser.getText());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
      default -> throw new IOException("unexpected " + parser.currentToken());
    };
  }

  private static void write(JsonGenerator generator, Object tree) throws IOException {
    if (tree instanceof Map<?, ?> map) {
      generator.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        generator.writeFieldName(String.valueOf(entry.getKey()));
        write(generator, entry.getValue());
      }
      generator.writeEndObject();
    } else if (tree instanceof Iterable<?> list) {
      generator.writeStartArray();
      for (Object item : list) {
        write(generator, item);
      }
      generator.writeEndArray();
    } else if (tree instanceof Boolean flag) {
      generator.writeBoolean(flag);
    } else if (tree instanceof BigDecimal number) {
      generator.writeNumber(number);
    } else if (tree instanceof Integer || tree instanceof Long) {
      generator.writeNumber(((Number) tree).longValue());
    } else if (tree instanceof Number number) {
      generator.writeNumber(number.doubleValue());
    } else {
      generator.writeString(tree.toString());
    }
  }
}
