package dev.kiln.localcloud.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A query request as a tree: {@code Tag.1.Key=a} becomes {@code {Tag={1={Key=a}}}}. Lists stay maps
 * of numbers, since only the field that receives them knows that it is a list. As in AWS, an empty
 * parameter counts as absent, except for the values of tags and filters.
 */
public final class Form {
  private static final int DEEPEST = 16;

  private Form() {}

  /**
   * Reads {@code application/x-www-form-urlencoded} text.
   *
   * @throws AwsFailure if it is not that, or nests deeper than any AWS request does
   */
  public static Map<String, Object> parse(String text) {
    Map<String, Object> tree = new LinkedHashMap<>();
    for (String pair : text.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = decode(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
        if (!value.isEmpty() || name.contains("Value")) {
          put(tree, name, value);
        }
      }
    }
    return tree;
  }

  private static void put(Map<String, Object> tree, String path, String value) {
    String[] parts = path.split("\\.", -1);
    if (parts.length > DEEPEST) {
      throw malformed(path);
    }
    Map<String, Object> node = tree;
    for (int i = 0; i < parts.length - 1; i++) {
      node = child(node, parts[i], path);
    }
    if (node.put(parts[parts.length - 1], value) instanceof Map) {
      throw malformed(path);
    }
  }

  @SuppressWarnings("unchecked") // only this class puts maps into the tree
  private static Map<String, Object> child(Map<String, Object> node, String name, String path) {
    Object child = node.computeIfAbsent(name, key -> new LinkedHashMap<String, Object>());
    if (child instanceof Map) {
      return (Map<String, Object>) child;
    }
    throw malformed(path);
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      throw malformed(text);
    }
  }

  private static AwsFailure malformed(String what) {
    String shown = what.length() > 80 ? what.substring(0, 80) + "…" : what;
    return AwsFailure.refused(
        "MalformedQueryString", "The query string contains a syntax error near '" + shown + "'.");
  }
}
