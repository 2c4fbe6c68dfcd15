package dev.kiln.model.registry;

import dev.kiln.model.AmiId;
import dev.kiln.model.source.Position;
import dev.kiln.model.source.TemplateException;
import dev.kiln.model.source.TemplateSource;
import dev.kiln.model.yaml.Value;
import dev.kiln.model.yaml.YamlReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The image ids that a template pins. They can be replaced in place; every other byte of the text
 * stays as its author wrote it.
 */
public record PinnedImages(TemplateSource source, List<Pin> pins) {
  /**
   * One pinned image.
   *
   * @param offset of its first character in the text
   */
  public record Pin(Position at, int offset, AmiId ami) {}

  public PinnedImages {
    pins = pins.stream().sorted(Comparator.comparingInt(Pin::offset)).toList();
  }

  /**
   * Finds the pins.
   *
   * @throws TemplateException if the text is not a YAML map
   */
  public static PinnedImages in(TemplateSource source) {
    Value.Fields top = YamlReader.read(source);
    List<Pin> pins = new ArrayList<>();
    Stream.of("extends", "inherits")
        .flatMap(key -> top.get(key).stream())
        .flatMap(PinnedImages::parents)
        .flatMap(parent -> parent.get("ami").stream())
        .forEach(value -> pin(source, value).ifPresent(pins::add));
    Stream.of("base", "base_ami")
        .flatMap(key -> top.get(key).stream())
        .map(value -> value instanceof Value.Fields map ? map.get("source").orElse(value) : value)
        .forEach(value -> pin(source, value).ifPresent(pins::add));
    return new PinnedImages(source, pins);
  }

  private static Stream<Value.Fields> parents(Value value) {
    if (value instanceof Value.Items items) {
      return items.values().stream().flatMap(PinnedImages::parents);
    }
    return value instanceof Value.Fields map ? Stream.of(map) : Stream.empty();
  }

  /** A value that is written elsewhere, for example behind an alias, is not a pin. */
  private static Optional<Pin> pin(TemplateSource source, Value value) {
    if (!(value instanceof Value.Scalar scalar) || !isImage(scalar.text())) {
      return Optional.empty();
    }
    int line = lineStart(source.text(), scalar.at().line());
    int offset = source.text().indexOf(scalar.text(), line + scalar.at().column() - 1);
    boolean onTheLine = offset >= 0 && source.text().substring(line, offset).indexOf('\n') < 0;
    return onTheLine
        ? Optional.of(new Pin(scalar.at(), offset, new AmiId(scalar.text())))
        : Optional.empty();
  }

  private static boolean isImage(String text) {
    try {
      return text.equals(new AmiId(text).value());
    } catch (IllegalArgumentException somethingElse) {
      return false;
    }
  }

  private static int lineStart(String text, int line) {
    int start = 0;
    for (int i = 1; i < line; i++) {
      start = text.indexOf('\n', start) + 1;
    }
    return start;
  }

  /** The text with some images replaced. */
  public String with(Map<AmiId, AmiId> others) {
    StringBuilder text = new StringBuilder();
    int copied = 0;
    for (Pin pin : pins) {
      text.append(source.text(), copied, pin.offset())
          .append(others.getOrDefault(pin.ami(), pin.ami()));
      copied = pin.offset() + pin.ami().value().length();
    }
    return text.append(source.text(), copied, source.text().length()).toString();
  }
}
