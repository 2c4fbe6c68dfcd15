package dev.kiln.activities.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The policy that Kiln ships for workers, {@code deploy/aws/worker-policy.json}: its actions, each
 * with how far somebody can ask whether it is allowed.
 */
record ShippedPolicy(Map<String, Asking> actions) {
  private static final String FILE = "worker-policy.json";

  /** How far one can ask about an action without doing it. */
  enum Asking {
    /** It is allowed on everything, or by what the request says. */
    PLAINLY,
    /** It is allowed on Kiln's own resources; a refusal for another one means nothing. */
    ON_OWN_RESOURCES,
    /** It is allowed only when another service calls on our behalf. */
    NEVER
  }

  ShippedPolicy {
    actions = Map.copyOf(actions);
  }

  static ShippedPolicy read() {
    try (InputStream file =
        Objects.requireNonNull(ShippedPolicy.class.getResourceAsStream(FILE), FILE)) {
      Map<String, Asking> actions = new TreeMap<>();
      for (JsonNode statement : new ObjectMapper().readTree(file).path("Statement")) {
        Asking asking = asking(statement);
        JsonNode named = statement.path("Action");
        if (named.isTextual()) {
          actions.merge(named.asText(), asking, ShippedPolicy::stricter);
        }
        named.forEach(one -> actions.merge(one.asText(), asking, ShippedPolicy::stricter));
      }
      return new ShippedPolicy(actions);
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot read " + FILE, broken);
    }
  }

  private static Asking asking(JsonNode statement) {
    String condition = statement.path("Condition").toString();
    if (condition.contains("aws:CalledVia") || condition.contains("kms:ViaService")) {
      return Asking.NEVER;
    }
    boolean tagged = condition.contains("aws:ResourceTag") || condition.contains("ssm:resourceTag");
    return tagged ? Asking.ON_OWN_RESOURCES : Asking.PLAINLY;
  }

  /** An action in several statements needs all of them. */
  private static Asking stricter(Asking one, Asking other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
