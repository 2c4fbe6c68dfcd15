package dev.kiln.localcloud.wire;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * Fills any SDK builder from a tree of parameters, by the wire names that the model class itself
 * declares. A query request and a JSON request are the same tree but for lists, which a query
 * numbers.
 *
 * @param badValueCode AWS's error code for a value of the wrong type, which differs by service
 * @param strict whether a name that no field has is an error, as in EC2
 */
public record PojoReader(String badValueCode, boolean strict) {
  /** Fills {@code builder} and returns it. */
  public <B extends SdkPojo> B read(Map<?, ?> tree, B builder) {
    read(tree, builder, "");
    return builder;
  }

  private void read(Map<?, ?> tree, SdkPojo builder, String path) {
    Set<Object> unread = new HashSet<>(tree.keySet());
    for (SdkField<?> field : builder.sdkFields()) {
      Object value = tree.get(field.locationName());
      if (value != null) {
        unread.remove(field.locationName());
        field.set(builder, convert(field, value, path + field.locationName()));
      }
    }
    if (strict && !unread.isEmpty()) {
      throw AwsFailure.refused(
          "UnknownParameter",
          "The parameter " + path + unread.iterator().next() + " is not recognized");
    }
  }

  private Object convert(SdkField<?> field, Object value, String path) {
    MarshallingType<?> type = field.marshallingType();
    if (type == MarshallingType.LIST) {
      return list(field, value, path);
    } else if (type == MarshallingType.MAP) {
      return map(field, value, path);
    } else if (type == MarshallingType.SDK_POJO) {
      if (!(value instanceof Map<?, ?> members)) {
        throw bad(path, "a structure");
      }
      SdkPojo nested = field.constructor().get();
      read(members, nested, path + ".");
      return nested instanceof Buildable buildable ? buildable.build() : nested;
    } else if (value instanceof Map || value instanceof List) {
      throw bad(path, "a single value");
    }
    return scalar(type, value, path);
  }

  private List<Object> list(SdkField<?> field, Object value, String path) {
    SdkField<?> member = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
    List<Object> items = new ArrayList<>();
    for (Object item : items(value, path)) {
      items.add(convert(member, item, path + "." + (items.size() + 1)));
    }
    return items;
  }

  private Iterable<?> items(Object value, String path) {
    if (value instanceof List<?> list) {
      return list;
    }
    if (!(value instanceof Map<?, ?> numbered)) {
      throw bad(path, "a list");
    }
    if (numbered.size() == 1 && numbered.values().iterator().next() instanceof Map<?, ?> inner) {
      Object name = numbered.keySet().iterator().next();
      if ("member".equals(name) || "item".equals(name)) {
        return items(inner, path);
      }
    }
    TreeMap<Integer, Object> ordered = new TreeMap<>();
    for (Map.Entry<?, ?> entry : numbered.entrySet()) {
      ordered.put(integer(entry.getKey(), path), entry.getValue());
    }
    return ordered.values();
  }

  private Map<String, Object> map(SdkField<?> field, Object value, String path) {
    if (!(value instanceof Map<?, ?> entries)) {
      throw bad(path, "a map");
    }
    SdkField<?> member = field.getRequiredTrait(MapTrait.class).valueFieldInfo();
    Map<String, Object> map = new LinkedHashMap<>();
    entries.forEach((key, item) -> map.put(key.toString(), convert(member, item, path)));
    return map;
  }

  private Object scalar(MarshallingType<?> type, Object value, String path) {
    String text = value.toString();
    try {
      if (type == MarshallingType.STRING) {
        return text;
      } else if (type == MarshallingType.INTEGER) {
        return Integer.valueOf(text);
      } else if (type == MarshallingType.LONG) {
        return Long.valueOf(text);
      } else if (type == MarshallingType.DOUBLE) {
        return Double.valueOf(text);
      } else if (type == MarshallingType.FLOAT) {
        return Float.valueOf(text);
      } else if (type == MarshallingType.BOOLEAN) {
        return flag(text, path);
      } else if (type == MarshallingType.INSTANT) {
        return instant(text);
      } else if (type == MarshallingType.SDK_BYTES) {
        return SdkBytes.fromByteArray(Base64.getDecoder().decode(text));
      }
    } catch (IllegalArgumentException | DateTimeParseException unreadable) {
      throw bad(path, "of type " + type.getTargetClass().getSimpleName());
    }
    throw new IllegalStateException(
        "cannot read parameter '" + path + "': no reader for " + type.getTargetClass());
  }

  private boolean flag(String text, String path) {
    return switch (text) {
      case "true", "True", "TRUE", "1" -> true;
      case "false", "False", "FALSE", "0" -> false;
      default -> throw bad(path, "true or false");
    };
  }

  /** A query carries ISO 8601, JSON the seconds since 1970. */
  private static Instant instant(String text) {
    if (text.indexOf('T') > 0) {
      return Instant.parse(text);
    }
    return Instant.ofEpochMilli(Math.round(Double.parseDouble(text) * 1000));
  }

  private int integer(Object key, String path) {
    try {
      return Integer.parseInt(key.toString());
    } catch (NumberFormatException notNumbered) {
      throw bad(path + "." + key, "a numbered list");
    }
  }

  private AwsFailure bad(String path, String expected) {
    return AwsFailure.refused(
        badValueCode, "Invalid value for parameter " + path + ". It must be " + expected + ".");
  }
}
