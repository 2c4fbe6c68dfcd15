package dev.kiln.model.template;

import dev.kiln.model.schema.NearestName;
import dev.kiln.model.schema.Reading;
import dev.kiln.model.source.Findings;
import dev.kiln.model.source.Position;
import dev.kiln.model.yaml.Value;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces {@code {{.name}}} and chooses between the branches of {@code {{if eq .name "x"}}}: the
 * small part of Go's template language that templates use, so that a template stays data.
 */
final class Placeholders implements Reading.Substitution {
  private static final Pattern ACTION = Pattern.compile("\\{\\{(.*?)}}", Pattern.DOTALL);
  private static final Pattern NAME = Pattern.compile("\\.(\\w+)");
  private static final Pattern LITERAL = Pattern.compile("\"([^\"]*)\"");
  private static final Pattern CONDITION =
      Pattern.compile("(else\\s+)?if\\s+(eq|ne)\\s+\\.(\\w+)\\s+\"([^\"]*)\"");
  private static final String USES =
      "use {{.name}}, {{if eq .name \"x\"}}, {{if ne .name \"x\"}}, {{else if …}}, {{else}},"
          + " {{end}}; ";
  private static final String KNOWN = USES + "write {{\"{{\"}} for two braces";
  private static final int SHORT = 60;

  private final Map<String, String> values;

  Placeholders(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  @Override
  public String apply(Value.Scalar scalar, Findings findings) {
    return scalar.text().contains("{{") ? new Run(scalar, findings).render() : scalar.text();
  }

  /**
   * An open {@code if}.
   *
   * @param outer whether the text around it is kept
   * @param taken whether one of its branches has been kept
   * @param last whether its {@code else} was seen
   */
  private record Branch(int offset, boolean outer, boolean taken, boolean keeping, boolean last) {}

  private final class Run {
    private final Value.Scalar scalar;
    private final Findings findings;
    private final Deque<Branch> open = new ArrayDeque<>();
    private final StringBuilder out = new StringBuilder();

    Run(Value.Scalar scalar, Findings findings) {
      this.scalar = scalar;
      this.findings = findings;
    }

    String render() {
      String text = scalar.text();
      Matcher action = ACTION.matcher(text);
      int from = 0;
      while (action.find()) {
        keep(text.substring(from, action.start()));
        act(action.group(1).strip(), action.start());
        from = action.end();
      }
      String rest = text.substring(from);
      keep(rest);
      if (rest.contains("{{")) {
        complain(from + rest.indexOf("{{"), "{{ without }}", KNOWN);
      }
      open.forEach(branch -> complain(branch.offset(), "{{if}} without {{end}}", "add {{end}}"));
      return out.toString();
    }

    private void act(String action, int offset) {
      Matcher name = NAME.matcher(action);
      Matcher literal = LITERAL.matcher(action);
      Matcher condition = CONDITION.matcher(action);
      if (name.matches()) {
        value(name.group(1), offset).ifPresent(this::keep);
      } else if (literal.matches()) {
        keep(literal.group(1));
      } else if (condition.matches()) {
        Optional<String> value = value(condition.group(3), offset);
        boolean equal = value.equals(Optional.of(condition.group(4)));
        boolean holds = condition.group(2).equals("eq") == equal;
        branch(condition.group(1) != null, holds, offset);
      } else if (action.equals("else")) {
        otherwise(offset);
      } else if (action.equals("end") && !open.isEmpty()) {
        open.pop();
      } else {
        boolean end = action.equals("end");
        String fact = end ? "{{end}} without {{if}}" : "{{" + action + "}} is unknown";
        complain(offset, fact, end ? KNOWN : USES + literally(action));
      }
    }

    private void branch(boolean elseIf, boolean holds, int offset) {
      if (!elseIf) {
        boolean outer = keeping();
        open.push(new Branch(offset, outer, holds, outer && holds, false));
        return;
      }
      Optional<Branch> before = closeBranch(offset);
      before.ifPresent(
          was -> {
            boolean now = holds && !was.taken();
            open.push(
                new Branch(
                    was.offset(), was.outer(), was.taken() || now, was.outer() && now, false));
          });
    }

    private void otherwise(int offset) {
      closeBranch(offset)
          .ifPresent(
              was ->
                  open.push(
                      new Branch(
                          was.offset(), was.outer(), true, was.outer() && !was.taken(), true)));
    }

    private Optional<Branch> closeBranch(int offset) {
      if (open.isEmpty() || open.element().last()) {
        complain(offset, "{{else}} without an {{if}} before it", KNOWN);
        return Optional.empty();
      }
      return Optional.of(open.pop());
    }

    private boolean keeping() {
      return open.isEmpty() || open.element().keeping();
    }

    private void keep(String text) {
      if (keeping()) {
        out.append(text);
      }
    }

    private Optional<String> value(String name, int offset) {
      Optional<String> value = Optional.ofNullable(values.get(name));
      if (value.isEmpty()) {
        complain(
            offset,
            "unknown parameter '" + name + "'",
            NearestName.among(values.keySet(), name)
                    .map(near -> "write {{." + near + "}}")
                    .orElse(
                        "the declared names are "
                            + String.join(", ", new TreeSet<>(values.keySet())))
                + "; "
                + literally("." + name));
      }
      return value;
    }

    /** How to write what belongs to another tool, as in {@code docker ps --format}. */
    private static String literally(String action) {
      return action.length() > SHORT || action.contains("\n")
          ? "write {{\"{{\"}} for two braces"
          : "for the text {{" + action + "}} itself, write {{\"{{\"}}" + action + "}}";
    }

    private void complain(int offset, String fact, String hint) {
      Position at = scalar.at(offset);
      findings.error(at, fact, hint);
    }
  }
}
