package dev.kiln.cli.account;

import dev.kiln.cli.Repository;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** The CloudFormation template, with the placeholders of the policy in place of its functions. */
record AccountTemplate(Map<String, Object> tree) {
  private static final Map<String, String> PLACEHOLDERS =
      Map.of(
          "${AWS::Partition}", "PARTITION",
          "${AWS::AccountId}", "ACCOUNT_ID",
          "${AWS::URLSuffix}", "amazonaws.com",
          "${RegistryBucket}", "REGISTRY_BUCKET",
          "${BuilderRole}", "kiln-builder");

  static AccountTemplate read() {
    Yaml yaml = new Yaml(new Functions());
    return new AccountTemplate(map(yaml.load(Repository.text("deploy/aws/kiln.yaml"))));
  }

  /** What stands under a path of keys. */
  Object at(String... path) {
    Object found = tree;
    for (String key : path) {
      found = child(found, key);
    }
    return found;
  }

  /** What a key names; an empty map if it names nothing. */
  static Object child(Object parent, String key) {
    return map(parent).getOrDefault(key, Map.of());
  }

  /** The statements of the first policy of a role. */
  List<?> statementsOf(String role) {
    Object first = ((List<?>) at("Resources", role, "Properties", "Policies")).get(0);
    return list(child(child(first, "PolicyDocument"), "Statement")).toList();
  }

  /** The statement that a condition guards is the middle one of an {@code !If}. */
  static Object unconditional(Object statement) {
    return statement instanceof List<?> choice ? choice.get(1) : statement;
  }

  @SuppressWarnings("unchecked") // the items are only read
  static Stream<Object> list(Object value) {
    return ((List<Object>) value).stream();
  }

  @SuppressWarnings("unchecked") // the keys of YAML mappings here are all text
  static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  /** Reads {@code !Sub} as its text with placeholders, and every other function as its argument. */
  private static final class Functions extends SafeConstructor {
    Functions() {
      super(new LoaderOptions());
      yamlMultiConstructors.put(
          "!",
          new AbstractConstruct() {
            @Override
            public Object construct(Node node) {
              return argument(node);
            }
          });
    }

    private Object argument(Node node) {
      if (node instanceof ScalarNode text) {
        String written = text.getValue();
        for (Map.Entry<String, String> one : PLACEHOLDERS.entrySet()) {
          written = written.replace(one.getKey(), one.getValue());
        }
        return written;
      }
      return node instanceof SequenceNode list
          ? constructSequence(list)
          : constructMapping((MappingNode) node);
    }
  }
}
