package dev.kiln.model.template;

import dev.kiln.model.schema.Reading;
import dev.kiln.model.schema.TemplateKeys;
import dev.kiln.model.source.Findings;
import dev.kiln.model.source.Located;
import dev.kiln.model.source.Printable;
import dev.kiln.model.yaml.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The {@code parameters} and {@code variables} of a template. */
record Parameters(List<Parameter> declared, Map<String, String> constants) {
  private static final Set<String> KEYS = Set.of("parameters", "variables");

  /** Reads them from the raw top level, before the rest, which may refer to them. */
  static Parameters read(Value.Fields top, Findings findings, boolean lenient) {
    List<Value.Field> own =
        top.fields().stream().filter(field -> KEYS.contains(field.key())).toList();
    Reading plain = new Reading(findings, lenient, Reading.Substitution.NONE);
    Section section =
        Section.of(TemplateKeys.template().check(new Value.Fields(top.at(), own), plain));
    List<Parameter> declared = new ArrayList<>();
    for (Value.Field field : section.section("parameters").fields().fields()) {
      parameter(field, findings).ifPresent(declared::add);
    }
    Map<String, String> constants = new LinkedHashMap<>();
    for (Value.Field field : section.section("variables").fields().fields()) {
      Section.scalar(field.value()).ifPresent(text -> constants.put(field.key(), text.value()));
    }
    for (Parameter parameter : declared) {
      if (constants.containsKey(parameter.name())) {
        findings.error(
            parameter.at(),
            "'" + parameter.name() + "' is both a parameter and a variable",
            "keep one of them");
      }
    }
    return new Parameters(List.copyOf(declared), Map.copyOf(constants));
  }

  /** The rest of the top level. */
  static Value.Fields without(Value.Fields top) {
    return new Value.Fields(
        top.at(), top.fields().stream().filter(field -> !KEYS.contains(field.key())).toList());
  }

  /** A template without either may contain any double braces. */
  Reading.Substitution substitution(Map<String, String> given, Findings findings) {
    if (declared.isEmpty() && constants.isEmpty()) {
      return Reading.Substitution.NONE;
    }
    Map<String, String> values = new LinkedHashMap<>(constants);
    for (Parameter parameter : declared) {
      values.put(parameter.name(), value(parameter, given, findings));
    }
    return new Placeholders(values);
  }

  private static String value(Parameter parameter, Map<String, String> given, Findings findings) {
    Optional<String> override = Optional.ofNullable(given.get(parameter.name()));
    Optional<String> value = override.or(parameter::preset);
    if (value.isEmpty()) {
      findings.error(
          parameter.at(),
          "the parameter '" + parameter.name() + "' has no default and no value",
          "set it with --var " + parameter.name() + "=…");
      return "";
    }
    String text = value.get();
    parameter
        .violation(text)
        .ifPresent(
            fact ->
                findings.error(
                    parameter.at(),
                    Printable.quoted(text) + " is not a valid value for '" + parameter.name() + "'",
                    fact));
    return text;
  }

  private static Optional<Parameter> parameter(Value.Field field, Findings findings) {
    Section section = Section.of(field.value());
    Optional<String> type = section.string("type");
    if (type.isEmpty()) {
      return Optional.empty();
    }
    section.text("pattern").ifPresent(form -> checkPattern(form, findings));
    if (type.get().equals("choice") && section.items("choices").isEmpty()) {
      findings.error(
          field.at(),
          "the choice '" + field.key() + "' has no choices",
          "add `choices:` with a list");
    }
    return Optional.of(
        new Parameter(
            field.at(),
            field.key(),
            Parameter.Type.of(type.get()),
            section.string("default"),
            section.strings("choices"),
            section.string("min").map(Long::valueOf),
            section.string("max").map(Long::valueOf),
            section.string("pattern"),
            section.string("description")));
  }

  private static void checkPattern(Located<String> form, Findings findings) {
    try {
      Pattern.compile(form.value());
    } catch (PatternSyntaxException broken) {
      findings.error(
          form.at(), "not a regular expression: " + broken.getDescription(), "correct the pattern");
    }
  }
}
