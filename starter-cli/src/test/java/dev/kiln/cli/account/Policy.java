package dev.kiln.cli.account;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kiln.cli.Repository;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A policy, and IAM's answers for the operators that it uses. */
record Policy(List<Map<String, Object>> statements) {
  static final String ACCOUNT = "111122223333";

  /** The policy that Kiln ships, for one account. */
  static Policy shipped() throws IOException {
    return new Policy(
        AccountTemplate.list(
                AccountTemplate.child(json("deploy/aws/worker-policy.json"), "Statement"))
            .map(AccountTemplate::map)
            .toList());
  }

  static Map<String, Object> json(String file) throws IOException {
    return new ObjectMapper().readValue(Repository.text(file), new TypeReference<>() {});
  }

  Policy without(String sid) {
    return new Policy(statements.stream().filter(one -> !sid.equals(one.get("Sid"))).toList());
  }

  /**
   * Whether some statement allows an action; none denies any.
   *
   * @param context the condition keys of the request
   */
  boolean allows(String action, String resource, Map<String, ?> context) {
    return statements.stream()
        .anyMatch(
            one ->
                texts(AccountTemplate.child(one, "Action"))
                        .anyMatch(pattern -> matches(pattern, action))
                    && texts(AccountTemplate.child(one, "Resource"))
                        .anyMatch(pattern -> matches(pattern, resource))
                    && holds(one.getOrDefault("Condition", Map.of()), context));
  }

  private static boolean holds(Object condition, Map<String, ?> context) {
    return AccountTemplate.map(condition).entrySet().stream()
        .allMatch(
            operator ->
                AccountTemplate.map(operator.getValue()).entrySet().stream()
                    .allMatch(
                        key ->
                            holds(
                                operator.getKey(),
                                texts(key.getValue()).toList(),
                                context.get(key.getKey()))));
  }

  private static boolean holds(String operator, List<String> wanted, @Nullable Object given) {
    List<String> values = given == null ? List.of() : texts(given).toList();
    return switch (operator) {
      case "StringEquals", "Bool", "ForAnyValue:StringEquals" ->
          values.stream().anyMatch(wanted::contains);
      case "StringLike" ->
          values.stream().anyMatch(value -> wanted.stream().anyMatch(one -> matches(one, value)));
      case "ForAllValues:StringEquals" -> wanted.containsAll(values);
      default -> throw new IllegalArgumentException("unknown operator " + operator);
    };
  }

  private static Stream<String> texts(Object value) {
    return value instanceof List<?> list
        ? list.stream().map(Object::toString)
        : Stream.of(value.toString());
  }

  private static boolean matches(String pattern, String text) {
    String filled =
        pattern
            .replace("PARTITION", "aws")
            .replace("ACCOUNT_ID", ACCOUNT)
            .replace("REGISTRY_BUCKET", "our-registries");
    return Pattern.matches(
        Stream.of(filled.split("\\*", -1))
            .map(Pattern::quote)
            .reduce((a, b) -> a + ".*" + b)
            .orElse(""),
        text);
  }
}
