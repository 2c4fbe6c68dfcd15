package dev.kiln.localcloud.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A right that a call needs.
 *
 * @param action such as {@code ec2:RunInstances}
 * @param context the condition keys that the call sets
 */
record Right(String action, Map<String, List<String>> context) {
  Right {
    context = Map.copyOf(context);
  }

  /** The rights that a call needs: that of its action, and those that come with parameters. */
  static List<Right> of(String service, String action, Map<String, Object> parameters) {
    String own = service + ":" + action;
    Map<String, List<String>> context = new LinkedHashMap<>(requestTags(parameters));
    List<Right> rights = new ArrayList<>();
    rights.add(new Right(own, context));
    if (service.equals("ec2") && parameters.containsKey("TagSpecification")) {
      Map<String, List<String>> tagging = new LinkedHashMap<>(context);
      tagging.put("ec2:CreateAction", List.of(action));
      rights.add(new Right("ec2:CreateTags", tagging));
    }
    if (service.equals("ec2") && parameters.containsKey("IamInstanceProfile")) {
      rights.add(
          new Right("iam:PassRole", Map.of("iam:PassedToService", List.of("ec2.amazonaws.com"))));
    }
    return rights;
  }

  /** The tags that the request gives, of every resource. */
  private static Map<String, List<String>> requestTags(Map<String, Object> parameters) {
    Map<String, List<String>> context = new LinkedHashMap<>();
    List<String> keys = new ArrayList<>();
    for (Object tag : tags(parameters)) {
      if (tag instanceof Map<?, ?> pair) {
        String key = String.valueOf(pair.get("Key"));
        keys.add(key);
        Optional.ofNullable(pair.get("Value"))
            .ifPresent(value -> context.put("aws:RequestTag/" + key, List.of(value.toString())));
      }
    }
    if (!keys.isEmpty()) {
      context.put("aws:TagKeys", keys);
    }
    return context;
  }

  private static List<Object> tags(Map<String, Object> parameters) {
    List<Object> tags = new ArrayList<>(items(parameters.get("Tag")));
    for (Object specification : items(parameters.get("TagSpecification"))) {
      if (specification instanceof Map<?, ?> of) {
        tags.addAll(items(of.get("Tag")));
      }
    }
    return tags;
  }

  private static List<Object> items(@Nullable Object list) {
    if (list instanceof Map<?, ?> numbered) {
      return List.copyOf(numbered.values());
    }
    return list instanceof List<?> items ? List.copyOf(items) : List.of();
  }
}
