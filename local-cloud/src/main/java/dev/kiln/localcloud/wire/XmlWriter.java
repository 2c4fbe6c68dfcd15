package dev.kiln.localcloud.wire;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/** Writes any SDK model object as the XML from which SDKs read it. */
public final class XmlWriter {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final StringBuilder out = new StringBuilder(1024);

  /** Opens an element, attributes included; {@code body} writes its content. */
  public XmlWriter element(String name, Consumer<XmlWriter> body) {
    out.append('<').append(name).append('>');
    body.accept(this);
    int end = name.indexOf(' ');
    out.append("</").append(end < 0 ? name : name.substring(0, end)).append('>');
    return this;
  }

  /** An element of text. */
  public XmlWriter text(String name, String text) {
    return element(name, xml -> xml.escape(text));
  }

  /** The members that are set; a list that was given but is empty is written, as AWS does. */
  public XmlWriter members(SdkPojo pojo) {
    for (SdkField<?> field : pojo.sdkFields()) {
      Object value = field.getValueOrDefault(pojo);
      if (value != null && !PojoTree.isUnset(value)) {
        member(field, value);
      }
    }
    return this;
  }

  private void member(SdkField<?> field, Object value) {
    String name = field.unmarshallLocationName();
    if (value instanceof List<?> list) {
      list(field, name, list);
    } else if (value instanceof Map<?, ?> map) {
      map(field, name, map);
    } else {
      element(name, xml -> xml.scalar(value));
    }
  }

  private void list(SdkField<?> field, String name, List<?> list) {
    ListTrait trait = field.getRequiredTrait(ListTrait.class);
    if (trait.isFlattened()) {
      list.forEach(item -> item(trait.memberFieldInfo(), name, item));
      return;
    }
    String declared = trait.memberLocationName();
    String itemName = declared == null ? "member" : declared;
    element(name, xml -> list.forEach(item -> item(trait.memberFieldInfo(), itemName, item)));
  }

  private void item(SdkField<?> field, String name, Object item) {
    if (item instanceof List<?> nested) {
      list(field, name, nested);
    } else {
      element(name, xml -> xml.scalar(item));
    }
  }

  private void map(SdkField<?> field, String name, Map<?, ?> map) {
    MapTrait trait = field.getRequiredTrait(MapTrait.class);
    element(
        name,
        xml ->
            map.forEach(
                (key, value) ->
                    element(
                        "entry",
                        entry -> {
                          text(trait.keyLocationName(), key.toString());
                          element(trait.valueLocationName(), body -> body.scalar(value));
                        })));
  }

  private void scalar(Object value) {
    if (value instanceof SdkPojo pojo) {
      members(pojo);
    } else if (value instanceof Instant instant) {
      out.append(TIME.format(instant));
    } else if (value instanceof SdkBytes bytes) {
      out.append(Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe()));
    } else {
      escape(value.toString());
    }
  }

  /** XML 1.0 has no way to write most control characters; they become the replacement character. */
  private void escape(String text) {
    if (isPlain(text)) {
      out.append(text);
      return;
    }
    text.codePoints()
        .forEach(
            point -> {
              switch (point) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\r' -> out.append("&#13;");
                default -> out.appendCodePoint(isXml(point) ? point : 0xFFFD);
              }
            });
  }

  /** Nearly all text needs no escape, and a long list consists of text. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '&' || c == '<' || c == '>' || c == '"') {
        return false;
      }
    }
    return true;
  }

  private static boolean isXml(int point) {
    boolean control = point < 0x20 && point != '\t' && point != '\n';
    boolean surrogate = point >= 0xD800 && point <= 0xDFFF;
    return !control && !surrogate && point != 0xFFFE && point != 0xFFFF;
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
