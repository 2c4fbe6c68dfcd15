package dev.kiln.model.lint;

import dev.kiln.model.schema.Reading;
import dev.kiln.model.schema.TemplateKeys;
import dev.kiln.model.source.Diagnostic;
import dev.kiln.model.source.Findings;
import dev.kiln.model.source.Position;
import dev.kiln.model.source.TemplateSource;
import dev.kiln.model.yaml.Value;
import dev.kiln.model.yaml.YamlReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds constructs that are valid but unwise. */
public final class TemplateLint {
  private static final Pattern SHELL =
      Pattern.compile("#!\\s*(?:/usr/bin/env\\s+)?\\S*?(?:ba|da|z|k)?sh\\b.*");
  private static final Pattern STOPS =
      Pattern.compile("(?m)^\\s*set\\s+(?:-\\w*e|.*-o\\s+errexit)");

  private static final Pattern SPACED_SHEBANG = Pattern.compile("\\A\\s*(#[ \\t]+!\\s*/)");
  private static final Pattern RELATIVE_INTERPRETER = Pattern.compile("\\A#![ \\t]*([^/\\s]\\S*)");

  /** Findings by place: only the first rule that a command breaks is reported. */
  private final Map<Position, Diagnostic> found = new LinkedHashMap<>();

  /** Lines with a secret: no finding shows their text, since a log may keep the output. */
  private final Set<Integer> secretLines = new HashSet<>();

  private TemplateLint() {}

  /**
   * Checks a template as written, including placeholders, for problems that the parser accepts.
   *
   * @return warnings in the order of the file
   * @throws dev.kiln.model.source.TemplateException if the text is not YAML
   */
  public static List<Diagnostic> of(TemplateSource source) {
    return of(source, YamlReader.read(source));
  }

  /** As {@link #of(TemplateSource)}, of a text whose YAML was read before. */
  public static List<Diagnostic> of(TemplateSource source, Value.Fields written) {
    Reading reading = new Reading(new Findings(), true, Reading.Substitution.NONE);
    Value top = TemplateKeys.template().check(written, reading);
    TemplateLint lint = new TemplateLint();
    InvisibleCharacters.in(source, written)
        .forEach(one -> lint.found.putIfAbsent(one.position(), one));
    at(top, "setup_script").forEach(lint::script);
    at(top, "build_steps", "script").forEach(lint::script);
    at(top, "validation_tests", "command").forEach(lint::secrets);
    at(top, "files", "content").forEach(lint::secrets);
    if (at(top, "validation_tests", "command").isEmpty() && at(top, "extends").isEmpty()) {
      at(top, "test").forEach(lint::nothingToTest);
    }
    return lint.found.values().stream()
        .sorted(Comparator.comparingInt(one -> one.position().line()))
        .map(one -> lint.secretLines.contains(one.position().line()) ? one.withoutText() : one)
        .toList();
  }

  /** The texts at a path of keys; descends into lists. */
  private static List<Value.Scalar> at(Value value, String... path) {
    List<Value> reached = List.of(value);
    for (String key : path) {
      List<Value> next = new ArrayList<>();
      for (Value each : reached) {
        if (each instanceof Value.Fields fields) {
          fields
              .get(key)
              .ifPresent(
                  inner ->
                      next.addAll(
                          inner instanceof Value.Items items ? items.values() : List.of(inner)));
        }
      }
      reached = next;
    }
    return reached.stream()
        .filter(Value.Scalar.class::isInstance)
        .map(Value.Scalar.class::cast)
        .toList();
  }

  private void script(Value.Scalar scalar) {
    secrets(scalar);
    ScriptText script = new ScriptText(scalar);
    if (scalar.folded()) {
      warn(
          scalar.at(),
          "`>` joins the lines of this script into one",
          "begin it with `|`, which keeps them");
    }
    shebang(script);
    heredocs(script);
    for (ScriptText.Command command : script.commands()) {
      for (CommandRule rule : CommandRule.ALL) {
        if (rule.brokenBy(command.text())) {
          int lead = command.text().length() - command.text().stripLeading().length();
          warn(script.at(command.offset() + lead), rule.message(), rule.hint());
        }
      }
    }
  }

  private void secrets(Value.Scalar scalar) {
    for (SecretRule rule : SecretRule.ALL) {
      Matcher matcher = rule.in(scalar.text());
      while (matcher.find()) {
        Position at = scalar.at(matcher.start());
        secretLines.add(at.line());
        warn(at, rule.message(), rule.hint());
      }
    }
  }

  private void nothingToTest(Value.Scalar test) {
    if (test.text().equals("boot")) {
      warn(
          test.at(),
          "there are no validation_tests, so `test: boot` shows only that the image boots",
          "add a test that does a small part of the work that the image is for");
    }
  }

  private void shebang(ScriptText script) {
    String text = script.text();
    Matcher spaced = SPACED_SHEBANG.matcher(text);
    if (spaced.find()) {
      warn(
          script.at(spaced.start(1)),
          "the space makes this a comment and not a shebang, so the script runs with bash",
          "write #! without the space");
      return;
    }
    int shebang = text.indexOf("#!");
    if (shebang < 0 || (shebang > 0 && text.charAt(shebang - 1) != '\n')) {
      return;
    }
    if (!text.substring(0, shebang).isBlank()) {
      warn(
          script.at(shebang),
          "a shebang that is not on the first line is a comment",
          "move it to the first line");
      return;
    }
    String first = text.substring(shebang).lines().findFirst().orElse("");
    boolean stops = STOPS.matcher(text).find() || first.matches(".*\\s-\\w*e.*");
    Matcher relative = RELATIVE_INTERPRETER.matcher(first);
    if (relative.find()) {
      warn(
          script.at(shebang),
          "Linux does not look for the interpreter '" + relative.group(1) + "' in PATH",
          "write its whole path, or #!/usr/bin/env " + relative.group(1));
      return;
    }
    if (SHELL.matcher(first).matches() && !stops) {
      warn(
          script.at(shebang),
          "the script continues after a failed command, so the image may be broken",
          "add `set -euo pipefail` after the shebang, or remove the shebang: Kiln then runs it with"
              + " bash and stops at the first failure");
    }
  }

  private void heredocs(ScriptText script) {
    for (ScriptText.Heredoc heredoc : script.unterminated()) {
      if (heredoc.indentedEnd().isPresent()) {
        warn(
            script.at(heredoc.indentedEnd().get()),
            "'"
                + heredoc.word()
                + "' is indented, so bash does not see the end of the here-document",
            "indent it no deeper than the first line of the script");
      } else {
        warn(
            script.at(heredoc.offset()),
            "the here-document has no end: no line is just '" + heredoc.word() + "'",
            "add the line '" + heredoc.word() + "'");
      }
    }
  }

  private void warn(Position at, String message, String hint) {
    found.putIfAbsent(at, Diagnostic.warning(at, message, hint));
  }
}
