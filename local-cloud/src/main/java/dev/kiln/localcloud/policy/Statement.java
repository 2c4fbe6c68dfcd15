package dev.kiln.localcloud.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One statement of a policy.
 *
 * @param denies whether its effect is Deny
 * @param actions patterns of actions that it is about
 * @param exceptions patterns of actions that it is not about; empty unless it has NotAction
 * @param conditions by operator and key
 */
record Statement(
    boolean denies,
    List<String> actions,
    List<String> exceptions,
    Map<String, Map<String, List<String>>> conditions) {
  /** The keys that this cloud sets, or that AWS sets only on calls that nobody makes here. */
  private static final Pattern KNOWN =
      Pattern.compile(
          "aws:RequestTag/.*|aws:TagKeys|aws:CalledVia|ec2:CreateAction|iam:PassedToService");

  Statement {
    actions = List.copyOf(actions);
    exceptions = List.copyOf(exceptions);
    conditions = Map.copyOf(conditions);
  }

  static Statement of(Map<?, ?> tree) {
    Map<String, Map<String, List<String>>> conditions = new LinkedHashMap<>();
    if (tree.get("Condition") instanceof Map<?, ?> operators) {
      operators.forEach(
          (operator, keys) -> {
            if (keys instanceof Map<?, ?> wanted) {
              Map<String, List<String>> byKey = new LinkedHashMap<>();
              wanted.forEach((key, values) -> byKey.put(key.toString(), texts(values)));
              conditions.put(operator.toString(), byKey);
            }
          });
    }
    return new Statement(
        "Deny".equals(tree.get("Effect")),
        texts(tree.get("Action")),
        texts(tree.get("NotAction")),
        conditions);
  }

  /** Whether it decides about a right. */
  boolean covers(Right right) {
    boolean named =
        exceptions.isEmpty()
            ? matches(actions, right.action())
            : !matches(exceptions, right.action());
    return named
        && conditions.entrySet().stream()
            .allMatch(
                operator ->
                    operator.getValue().entrySet().stream()
                        .allMatch(
                            key -> holds(operator.getKey(), key.getKey(), key.getValue(), right)));
  }

  /** A condition on the resource counts as met: only the call itself is known here. */
  private static boolean holds(String operator, String key, List<String> wanted, Right right) {
    if (!KNOWN.matcher(key).matches()) {
      return true;
    }
    List<String> given = right.context().getOrDefault(key, List.of());
    if (operator.startsWith("ForAllValues:")) {
      return given.stream().allMatch(value -> matches(wanted, value));
    }
    return given.stream().anyMatch(value -> matches(wanted, value));
  }

  private static boolean matches(List<String> patterns, String text) {
    return patterns.stream()
        .anyMatch(
            pattern ->
                Pattern.compile(
                        Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"),
                        Pattern.CASE_INSENSITIVE)
                    .matcher(text)
                    .matches());
  }

  private static List<String> texts(@Nullable Object value) {
    return value instanceof List<?> list
        ? list.stream().map(Object::toString).toList()
        : Optional.ofNullable(value).map(one -> List.of(one.toString())).orElse(List.of());
  }
}
