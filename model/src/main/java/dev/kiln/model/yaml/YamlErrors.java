package dev.kiln.model.yaml;

import dev.kiln.model.source.Diagnostic;
import dev.kiln.model.source.Position;
import dev.kiln.model.source.TemplateSource;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Translates SnakeYAML's grammar errors into the user's terms. */
final class YamlErrors {
  private static final Pattern HEREDOC = Pattern.compile("<<-?\\s*[\"']?(\\w+)[\"']?");

  private YamlErrors() {}

  static Diagnostic explain(MarkedYAMLException broken, TemplateSource source) {
    @Nullable Mark begun = broken.getContextMark();
    if (begun != null && String.valueOf(broken.getContext()).contains(" a quoted scalar")) {
      return Diagnostic.error(
          at(begun, source),
          "not valid YAML: the quoted text does not end",
          "add the closing quote, or put the text into other quotes");
    }
    @Nullable Mark mark = broken.getProblemMark();
    int line = mark == null ? 1 : mark.getLine() + 1;
    Optional<Diagnostic> space = NoBreakSpace.above(source, line);
    if (space.isPresent()) {
      return space.get();
    }
    Position at = mark == null ? new Position(source, 1, 1) : at(mark, source);
    @Nullable String problem = broken.getProblem();
    String fact = problem == null ? "unknown problem" : problem.strip().replaceFirst("^but ", "");
    return Diagnostic.error(at, "not valid YAML: " + fact, hint(fact, source, line));
  }

  private static Position at(Mark mark, TemplateSource source) {
    return new Position(source, mark.getLine() + 1, mark.getColumn() + 1);
  }

  private static String hint(String problem, TemplateSource source, int line) {
    String[] lines = source.text().split("\r\n|\n|\r", -1);
    String here = line <= lines.length ? lines[line - 1] : "";
    if (problem.contains("\\t") || here.stripTrailing().startsWith("\t")) {
      return "indent with spaces, never with tabs";
    }
    if (problem.contains("escape")) {
      return "in double quotes a backslash begins an escape: write \\\\, or use single quotes";
    }
    if (problem.contains("found another document")) {
      return "keep one template in a file: remove what follows ---";
    }
    if (problem.startsWith("Global tag")) {
      return "remove the tag";
    }
    Matcher heredoc = HEREDOC.matcher(textBefore(lines, line));
    if (heredoc.find() && indentOf(here) == 0) {
      return "the lines of the here-document '"
          + heredoc.group(1)
          + "' must be indented like the script around them: YAML removes the indentation again";
    }
    String above = line >= 2 && line - 2 < lines.length ? lines[line - 2] : "";
    if (problem.contains("mapping values are not allowed") && indentOf(here) > indentOf(above)) {
      return "line "
          + line
          + " is indented by "
          + indentOf(here)
          + " spaces under a key that already has a value: indent it by "
          + indentOf(above)
          + ", like the line above";
    }
    return here.contains("{{")
        ? keyHint(here)
        : "check indentation, colons and quotes here and above";
  }

  /** The hint for a bracket in place of a key. */
  static String keyHint(String line) {
    return line.contains("{{")
        ? "put quotes around a value that begins with {{, as in \"{{.user_name}}\""
        : "write keys as plain words";
  }

  /** The lines above a line that ends an indented script too early. */
  private static String textBefore(String[] lines, int line) {
    StringBuilder text = new StringBuilder();
    for (int i = Math.min(line - 2, lines.length - 1); i >= 0 && i > line - 30; i--) {
      text.append(lines[i]).append('\n');
    }
    return text.toString();
  }

  private static int indentOf(String line) {
    return line.length() - line.stripLeading().length();
  }
}
