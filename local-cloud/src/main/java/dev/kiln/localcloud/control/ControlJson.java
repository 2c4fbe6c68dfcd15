package dev.kiln.localcloud.control;

import dev.kiln.localcloud.machine.FileEntry;
import dev.kiln.localcloud.settings.Condition;
import dev.kiln.localcloud.settings.Conditions;
import dev.kiln.localcloud.wire.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The JSON of the control API. */
final class ControlJson {
  private static final List<String> FAULT_KEYS =
      List.of(
          "action",
          "region",
          "match",
          "times",
          "when",
          "errorCode",
          "httpStatus",
          "message",
          "delayMillis");

  private ControlJson() {}

  static Map<String, Object> of(LoggedCall call) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("time", call.time());
    tree.put("account", call.account());
    tree.put("region", call.region());
    tree.put("service", call.service());
    tree.put("action", call.action());
    call.token().ifPresent(token -> tree.put("token", token));
    tree.put("requestId", call.requestId());
    tree.put("millis", call.millis());
    tree.put("outcome", call.outcome());
    call.errorCode().ifPresent(code -> tree.put("errorCode", code));
    return tree;
  }

  static Map<String, Object> of(Inventory.Resource resource) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("kind", resource.kind());
    tree.put("id", resource.id());
    tree.put("account", resource.account());
    tree.put("region", resource.region());
    tree.put("state", resource.state());
    tree.put("name", resource.name());
    tree.put("tags", resource.tags());
    return tree;
  }

  static Map<String, Object> of(Fault fault) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("action", fault.action());
    fault.region().ifPresent(region -> tree.put("region", region));
    fault.match().ifPresent(match -> tree.put("match", match));
    tree.put("times", fault.times());
    tree.put("when", fault.when());
    fault.errorCode().ifPresent(code -> tree.put("errorCode", code));
    fault.httpStatus().ifPresent(status -> tree.put("httpStatus", status));
    fault.message().ifPresent(message -> tree.put("message", message));
    tree.put("delayMillis", fault.delay().toMillis());
    return tree;
  }

  static Map<String, Object> of(ImageContent.Content content) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("unlistedBase", content.unlistedBase());
    tree.put("files", content.files().stream().map(ControlJson::of).toList());
    content
        .packages()
        .ifPresent(
            all ->
                tree.put(
                    "packages",
                    all.stream()
                        .map(
                            one ->
                                Map.of(
                                    "name", one.name(),
                                    "version", one.version(),
                                    "architecture", one.architecture()))
                        .toList()));
    return tree;
  }

  private static Map<String, Object> of(FileEntry file) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("path", "/" + file.path());
    tree.put("type", file.kind().name().toLowerCase(Locale.ROOT));
    tree.put("size", file.size());
    file.digest().ifPresent(digest -> tree.put("digest", digest));
    file.target().ifPresent(target -> tree.put("target", target));
    tree.put("mode", file.mode());
    tree.put("owner", file.owner());
    return tree;
  }

  static Map<String, Object> of(Conditions conditions) {
    return Map.of(
        "conditions",
        conditions.all().stream().map(Condition::title).sorted().toList(),
        "optedOut",
        conditions.optedOut().stream().sorted().toList());
  }

  /** Sets what the body names: the conditions, the regions, or both. */
  static void set(Conditions conditions, String body) throws IOException {
    Map<String, Object> tree = Json.object(body);
    Set<Condition> named =
        texts(tree, "conditions").stream().map(Condition::of).collect(Collectors.toSet());
    if (tree.containsKey("conditions")) {
      conditions.set(named);
    }
    if (tree.containsKey("optedOut")) {
      conditions.setOptedOut(Set.copyOf(texts(tree, "optedOut")));
    }
  }

  private static List<String> texts(Map<String, Object> tree, String name) {
    if (!(tree.getOrDefault(name, List.of()) instanceof List<?> list)) {
      throw new IllegalArgumentException("'" + name + "' must be a list");
    }
    return list.stream().map(Object::toString).distinct().toList();
  }

  /** One fault, or a list of them. */
  static List<Fault> faults(String body) throws IOException {
    Object tree = Json.object("{\"faults\":" + body + "}").get("faults");
    List<Fault> faults = new ArrayList<>();
    for (Object entry : tree instanceof List<?> list ? list : Arrays.asList(tree)) {
      if (!(entry instanceof Map<?, ?> fault)) {
        throw new IllegalArgumentException("expected a fault or a list of faults");
      }
      faults.add(fault(fault));
    }
    return faults;
  }

  private static Fault fault(Map<?, ?> tree) {
    for (Object key : tree.keySet()) {
      if (!FAULT_KEYS.contains(key.toString())) {
        throw new IllegalArgumentException("a fault has no '" + key + "', it has " + FAULT_KEYS);
      }
    }
    return new Fault(
        text(tree, "action")
            .orElseThrow(() -> new IllegalArgumentException("a fault needs an 'action'")),
        text(tree, "region"),
        text(tree, "match"),
        text(tree, "times").map(Integer::valueOf).orElse(1),
        when(text(tree, "when").orElse("before")),
        text(tree, "errorCode"),
        text(tree, "httpStatus").map(Integer::valueOf),
        text(tree, "message"),
        Duration.ofMillis(text(tree, "delayMillis").map(Long::valueOf).orElse(0L)));
  }

  private static Fault.When when(String written) {
    try {
      return Fault.When.valueOf(written.toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException unknown) {
      throw new IllegalArgumentException(
          "a fault cannot strike '%s'; 'when' is one of %s"
              .formatted(written, Arrays.toString(Fault.When.values())),
          unknown);
    }
  }

  private static Optional<String> text(Map<?, ?> tree, String name) {
    return Optional.ofNullable(tree.get(name)).map(Object::toString);
  }
}
