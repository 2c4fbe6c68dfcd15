package dev.kiln.model.schema;

import dev.kiln.model.json.Json;
import dev.kiln.model.source.Findings;
import dev.kiln.model.source.Printable;
import dev.kiln.model.yaml.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A script. What editors on Windows leave in it is removed, with a warning: Linux finds no
 * interpreter whose name ends with a carriage return or follows a byte order mark.
 */
record ScriptShape(int maxLength) implements ScalarShape {
  private static final Pattern SOME = Pattern.compile("[^\\x00]*[^\\s\\x00][^\\x00]*");
  private static final Pattern BYTE_ORDER_MARK = Pattern.compile("\\A\\s*\\ufeff[\\s\\ufeff]*");
  private static final Pattern RETURN = Pattern.compile("\\r(?=\\n|\\z)");
  private static final Pattern BROKEN_SHEBANG = Pattern.compile("\\A\\s*#![^\\n]*\\r");

  @Override
  public String label() {
    return "a script";
  }

  @Override
  public String advice() {
    return "write it as one text after `|`";
  }

  @Override
  public Map<String, Object> jsonSchema() {
    return PlaceholderSchema.or(
        Json.object(
            "type",
            List.of("string", "number", "boolean"),
            "pattern",
            "^(?:" + SOME.pattern() + ")$",
            "maxLength",
            maxLength));
  }

  @Override
  public Optional<String> violation(String text) {
    if (text.length() > maxLength) {
      return Optional.of("the text has " + text.length() + " characters, more than " + maxLength);
    }
    if (text.isBlank()) {
      return Optional.of("the text is empty");
    }
    if (BROKEN_SHEBANG.matcher(canonical(text)).find()) {
      return Optional.of(
          "the first line contains a carriage return, so its interpreter is not found");
    }
    return SOME.matcher(text).matches()
        ? Optional.empty()
        : Optional.of(Printable.quoted(text) + " is not valid here");
  }

  @Override
  public String canonical(String text) {
    return RETURN.matcher(BYTE_ORDER_MARK.matcher(text).replaceFirst("")).replaceAll("");
  }

  @Override
  public Value conform(Value value, Reading reading) {
    Value.Scalar scalar = (Value.Scalar) value;
    String text = reading.substitution().apply(scalar, reading.findings());
    Optional<String> violation = violation(text);
    if (violation.isPresent()) {
      reading.findings().error(scalar.at(), violation.get(), advice());
      return new Value.Nothing(scalar.at());
    }
    warn(scalar, text, reading.findings());
    return scalar.withText(canonical(text));
  }

  private static void warn(Value.Scalar script, String text, Findings findings) {
    if (BYTE_ORDER_MARK.matcher(text).find()) {
      findings.warning(
          script.at(),
          "Kiln removes the byte order mark before the script",
          "remove it here: behind it a shebang has no effect");
    }
    long returns = RETURN.matcher(text).results().count();
    if (returns > 0) {
      findings.warning(
          script.at(),
          "Kiln removes the carriage returns at the ends of " + lines(returns),
          "end the lines with \\n: bash reads a carriage return as part of the last word");
    }
  }

  private static String lines(long count) {
    return count == 1 ? "1 line" : count + " lines";
  }
}
