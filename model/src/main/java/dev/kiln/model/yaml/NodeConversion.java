package dev.kiln.model.yaml;

import dev.kiln.model.source.Diagnostic;
import dev.kiln.model.source.Findings;
import dev.kiln.model.source.Position;
import dev.kiln.model.source.TemplateException;
import dev.kiln.model.source.TemplateSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Turns SnakeYAML's graph into a tree of values. Aliases can expand a small text to a huge tree, so
 * the conversion counts the values.
 */
final class NodeConversion {
  private static final int MAX_VALUES = 50_000;
  private static final String LOCAL_TAG = "!";

  private final TemplateSource source;
  private final List<String> lines;
  private final Findings findings;
  private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
  private int made;

  NodeConversion(TemplateSource source, Findings findings) {
    this.source = source;
    this.lines = Lines.of(source);
    this.findings = findings;
  }

  Value convert(Node node) {
    Position at = at(node.getStartMark());
    if (++made > MAX_VALUES) {
      throw new TemplateException(
          Diagnostic.error(
              at,
              "aliases expand to more than " + MAX_VALUES + " values",
              "write the values out instead of nesting aliases"));
    }
    if (!open.add(node)) {
      findings.error(at, "this anchor contains an alias of itself", "remove the alias");
      return new Value.Nothing(at);
    }
    if (node.getTag().getValue().startsWith(LOCAL_TAG)
        || node.getTag().getValue().startsWith(Tag.PREFIX + "java")) {
      findings.error(at, "the tag " + node.getTag() + " has no meaning here", "remove the tag");
    }
    Value value = value(node, at);
    open.remove(node);
    return value;
  }

  private Value value(Node node, Position at) {
    if (node instanceof ScalarNode scalar) {
      return scalar(scalar, at);
    }
    if (node instanceof SequenceNode sequence) {
      return new Value.Items(at, sequence.getValue().stream().map(this::convert).toList());
    }
    return new Value.Fields(at, fields((MappingNode) node));
  }

  private Value scalar(ScalarNode node, Position at) {
    if (node.isPlain() && Tag.NULL.equals(node.getTag())) {
      return new Value.Nothing(at);
    }
    ScalarStyle style = node.getScalarStyle();
    boolean block = style == ScalarStyle.LITERAL || style == ScalarStyle.FOLDED;
    Optional<Integer> indent =
        block ? Optional.of(indentOf(node.getValue(), at.line())) : Optional.empty();
    return new Value.Scalar(at, node.getValue(), indent, isFolded(node));
  }

  /** Whether lines that the user wrote were joined. */
  private boolean isFolded(ScalarNode node) {
    if (node.getScalarStyle() != ScalarStyle.FOLDED) {
      return false;
    }
    int from = node.getStartMark().getLine() + 1;
    int to = Math.min(node.getEndMark().getLine(), lines.size());
    long written =
        lines.subList(Math.min(from, to), to).stream().filter(line -> !line.isBlank()).count();
    return written > node.getValue().lines().filter(line -> !line.isBlank()).count();
  }

  /** A block's indentation: the extra spaces of its first line compared with its content. */
  private int indentOf(String content, int headerLine) {
    List<String> wanted = content.lines().toList();
    for (int i = 0; i < wanted.size() && headerLine + i < lines.size(); i++) {
      if (!wanted.get(i).isBlank()) {
        return Math.max(0, leading(lines.get(headerLine + i)) - leading(wanted.get(i)));
      }
    }
    return 0;
  }

  private static int leading(String line) {
    return line.length() - line.stripLeading().length();
  }

  private List<Value.Field> fields(MappingNode node) {
    Map<String, Value.Field> written = new LinkedHashMap<>();
    List<Value.Field> merged = new ArrayList<>();
    for (NodeTuple tuple : node.getValue()) {
      Position at = at(tuple.getKeyNode().getStartMark());
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        findings.error(
            at,
            "a key must be a plain word",
            YamlErrors.keyHint(lines.get(Math.min(at.line(), lines.size()) - 1)));
        continue;
      }
      Value value = convert(tuple.getValueNode());
      if (Tag.MERGE.equals(key.getTag())) {
        merge(value, merged);
        continue;
      }
      Value.Field earlier =
          written.putIfAbsent(key.getValue(), new Value.Field(at, key.getValue(), value));
      if (earlier != null) {
        findings.error(
            at,
            "the key '" + key.getValue() + "' is repeated",
            "it first appears on line " + earlier.at().line() + ": keep one of them");
      }
    }
    merged.forEach(field -> written.putIfAbsent(field.key(), field));
    return List.copyOf(written.values());
  }

  private void merge(Value value, List<Value.Field> into) {
    if (value instanceof Value.Fields other) {
      into.addAll(other.fields());
    } else if (value instanceof Value.Items items) {
      items.values().forEach(item -> merge(item, into));
    } else {
      findings.error(
          value.at(), "<< merges maps, but this is " + value.kind(), "name a map's anchor");
    }
  }

  private Position at(Mark mark) {
    return new Position(source, mark.getLine() + 1, mark.getColumn() + 1);
  }
}
