package dev.kiln.localcloud.datacenter;

import dev.kiln.localcloud.wire.AwsFailure;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.services.ec2.model.Filter;

/**
 * The filters of Describe actions. EC2 names a filter after the member it looks at ({@code
 * root-device-type}, {@code block-device-mapping.snapshot-id}), so the model classes themselves say
 * which filters there are; only the exceptions are listed.
 */
public final class Filters {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final Map<String, String> EXCEPTIONS =
      Map.ofEntries(
          Map.entry("tag-key", "tags.key"),
          Map.entry("tag-value", "tags.value"),
          Map.entry("owner-alias", "image-owner-alias"),
          Map.entry("instance-state-name", "state.name"),
          Map.entry("instance-state-code", "state.code"),
          Map.entry("availability-zone", "placement.availability-zone"),
          Map.entry("tenancy", "placement.tenancy"),
          Map.entry("state-reason-code", "state-reason.code"),
          Map.entry("state-reason-message", "state-reason.message"),
          Map.entry("product-code", "product-codes.product-code-id"),
          Map.entry("product-code.type", "product-codes.product-code-type"),
          Map.entry("instance.group-id", "security-groups.group-id"),
          Map.entry("instance.group-name", "security-groups.group-name"),
          Map.entry("fingerprint", "key-fingerprint"),
          Map.entry("cidr", "cidr-block"));

  private static final Pattern SPECIAL = Pattern.compile("[*?\\\\]");

  private static final int MOST = 50;
  private static final int MOST_VALUES = 200;

  private Filters() {}

  /**
   * The objects that pass all filters.
   *
   * @param prototype any object of the class that is filtered, to know its members
   */
  public static <T extends SdkPojo> Predicate<T> of(List<Filter> filters, SdkPojo prototype) {
    requireFew(filters);
    Predicate<T> all = pojo -> true;
    for (Filter filter : filters) {
      all = all.and(one(filter, prototype));
    }
    return all;
  }

  private static void requireFew(List<Filter> filters) {
    boolean tooLong = filters.stream().anyMatch(filter -> filter.values().size() > MOST_VALUES);
    if (tooLong || filters.size() > MOST) {
      throw AwsFailure.refused(
          "FilterLimitExceeded",
          tooLong
              ? "The maximum number of filter values specified on a single call is " + MOST_VALUES
              : "The maximum number of filters specified on a single call is " + MOST);
    }
  }

  /** Whether a filter looks at tags alone, so that a resource need not be described for it. */
  private static boolean isOfTags(Filter filter) {
    String name = Optional.ofNullable(filter.name()).orElse("");
    return name.startsWith("tag:") || name.equals("tag-key") || name.equals("tag-value");
  }

  /** The resources whose tags pass the filters of tags. */
  public static Predicate<Map<String, String>> ofTags(List<Filter> filters) {
    requireFew(filters);
    Predicate<Map<String, String>> all = tags -> true;
    for (Filter filter : filters) {
      if (isOfTags(filter)) {
        all = all.and(ofTags(filter.name(), anyOf(filter.values())));
      }
    }
    return all;
  }

  private static Predicate<Map<String, String>> ofTags(String name, Predicate<String> wanted) {
    return switch (name) {
      case "tag-key" -> tags -> tags.keySet().stream().anyMatch(wanted);
      case "tag-value" -> tags -> tags.values().stream().anyMatch(wanted);
      default -> {
        String key = name.substring(4);
        yield tags -> tags.containsKey(key) && wanted.test(tags.getOrDefault(key, ""));
      }
    };
  }

  /** The filters that are not of tags. */
  public static List<Filter> withoutTags(List<Filter> filters) {
    return filters.stream().filter(filter -> !isOfTags(filter)).toList();
  }

  private static <T extends SdkPojo> Predicate<T> one(Filter filter, SdkPojo prototype) {
    String name = Optional.ofNullable(filter.name()).orElse("");
    Predicate<String> wanted = anyOf(filter.values());
    if (name.startsWith("tag:")) {
      List<SdkField<?>> key = path("tags.key", prototype).orElseThrow(() -> unknown(name));
      return pojo ->
          tags(key.get(0), pojo)
              .anyMatch(
                  tag ->
                      text(tag, "Key").equals(name.substring(4))
                          && wanted.test(text(tag, "Value")));
    }
    List<SdkField<?>> path =
        path(name, prototype)
            .or(() -> path(EXCEPTIONS.getOrDefault(name, ""), prototype))
            .orElseThrow(() -> unknown(name));
    return pojo -> values(pojo, path).anyMatch(wanted);
  }

  private static AwsFailure unknown(String name) {
    return AwsFailure.invalidValue("The filter '" + name + "' is invalid");
  }

  private static Stream<SdkPojo> tags(SdkField<?> field, SdkPojo pojo) {
    return field.getValueOrDefault(pojo) instanceof List<?> list
        ? list.stream().filter(SdkPojo.class::isInstance).map(SdkPojo.class::cast)
        : Stream.empty();
  }

  private static String text(SdkPojo pojo, String member) {
    return member(pojo, member)
        .flatMap(field -> Optional.ofNullable(field.getValueOrDefault(pojo)))
        .map(Object::toString)
        .orElse("");
  }

  /** The members that a filter's name leads through; empty if there is no such way. */
  private static Optional<List<SdkField<?>>> path(String name, SdkPojo prototype) {
    List<SdkField<?>> path = new ArrayList<>();
    SdkPojo at = prototype;
    for (String part : name.split("\\.", -1)) {
      Optional<SdkField<?>> field = member(at, part.replace("-", ""));
      Optional<SdkField<?>> inside = member(at, "ebs");
      if (field.isEmpty() && inside.isPresent()) {
        path.add(inside.get());
        field = member(inside.get().constructor().get(), part.replace("-", ""));
      }
      if (field.isEmpty()) {
        return Optional.empty();
      }
      path.add(field.get());
      at = nested(field.get()).orElse(at);
    }
    return nested(path.get(path.size() - 1)).isPresent() ? Optional.empty() : Optional.of(path);
  }

  private static Optional<SdkPojo> nested(SdkField<?> field) {
    if (field.marshallingType() == MarshallingType.LIST) {
      return nested(field.getRequiredTrait(ListTrait.class).memberFieldInfo());
    }
    return field.marshallingType() == MarshallingType.SDK_POJO
        ? Optional.of(field.constructor().get())
        : Optional.empty();
  }

  private static Optional<SdkField<?>> member(SdkPojo pojo, String name) {
    Map<String, SdkField<?>> members = new HashMap<>();
    for (SdkField<?> field : pojo.sdkFields()) {
      members.put(field.locationName().toLowerCase(Locale.ROOT), field);
    }
    for (SdkField<?> field : pojo.sdkFields()) {
      members.put(field.memberName().toLowerCase(Locale.ROOT), field);
    }
    String wanted = name.toLowerCase(Locale.ROOT);
    return Optional.<SdkField<?>>ofNullable(members.get(wanted))
        .or(() -> Optional.ofNullable(members.get(wanted + "s")));
  }

  private static Stream<String> values(Object at, List<SdkField<?>> path) {
    if (at instanceof List<?> list) {
      return list.stream().flatMap(item -> values(item, path));
    }
    if (path.isEmpty() || !(at instanceof SdkPojo pojo)) {
      return Stream.of(at instanceof Instant time ? TIME.format(time) : at.toString());
    }
    return Optional.<Object>ofNullable(path.get(0).getValueOrDefault(pojo)).stream()
        .flatMap(value -> values(value, path.subList(1, path.size())));
  }

  /** Values may hold {@code *} and {@code ?}; a backslash makes them ordinary. */
  static Predicate<String> anyOf(List<String> values) {
    Set<String> exact = new HashSet<>();
    List<Pattern> patterns = new ArrayList<>();
    for (String value : values) {
      if (SPECIAL.matcher(value).find()) {
        patterns.add(pattern(value));
      } else {
        exact.add(value);
      }
    }
    return text ->
        exact.contains(text)
            || patterns.stream().anyMatch(pattern -> pattern.matcher(text).matches());
  }

  private static Pattern pattern(String value) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\' && i + 1 < value.length()) {
        i++;
        regex.append(Pattern.quote(String.valueOf(value.charAt(i))));
      } else if (c == '*') {
        regex.append(".*");
      } else {
        regex.append(c == '?' ? "." : Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }
}
