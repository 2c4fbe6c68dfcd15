package dev.kiln.localcloud.wire;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Any SDK model object as a tree for {@link Json}, under the names that {@link PojoReader} reads:
 * SSM's replies and the state on disk are written this way.
 */
public final class PojoTree {
  private PojoTree() {}

  /** The members that are set. */
  public static Map<String, Object> of(SdkPojo pojo) {
    Map<String, Object> tree = new LinkedHashMap<>();
    for (SdkField<?> field : pojo.sdkFields()) {
      Object value = field.getValueOrDefault(pojo);
      if (value != null && !isUnset(value)) {
        tree.put(field.locationName(), node(value));
      }
    }
    return tree;
  }

  /** Whether this is the SDK's stand-in for an unset list or map. */
  static boolean isUnset(Object value) {
    return value instanceof software.amazon.awssdk.core.util.SdkAutoConstructList
        || value instanceof software.amazon.awssdk.core.util.SdkAutoConstructMap;
  }

  private static Object node(Object value) {
    if (value instanceof SdkPojo pojo) {
      return of(pojo);
    } else if (value instanceof List<?> list) {
      List<Object> items = new ArrayList<>();
      list.forEach(item -> items.add(node(item)));
      return items;
    } else if (value instanceof Map<?, ?> map) {
      Map<String, Object> members = new LinkedHashMap<>();
      map.forEach((key, member) -> members.put(key.toString(), node(member)));
      return members;
    } else if (value instanceof Instant instant) {
      return instant.toEpochMilli() / 1000.0;
    } else if (value instanceof SdkBytes bytes) {
      return Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe());
    }
    return value;
  }
}
