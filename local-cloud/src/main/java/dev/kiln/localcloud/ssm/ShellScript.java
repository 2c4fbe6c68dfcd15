package dev.kiln.localcloud.ssm;

import dev.kiln.localcloud.machine.Script;
import dev.kiln.localcloud.wire.AwsFailure;
import dev.kiln.localcloud.wire.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of the document {@code AWS-RunShellScript}, as a script. */
final class ShellScript {
  static final String DOCUMENT = "AWS-RunShellScript";
  private static final int DEFAULT_SECONDS = 3600;
  private static final int LONGEST_SECONDS = 172_800;
  private static final int LARGEST = 64 * 1024;

  /** About what the text of the document itself takes. */
  private static final int DOCUMENT_BYTES = 1024;

  private ShellScript() {}

  /**
   * Reads them.
   *
   * @throws AwsFailure if it is another document, or if they do not fit this one
   */
  static Script of(@Nullable String document, Map<String, List<String>> parameters) {
    if (!DOCUMENT.equals(document)) {
      throw AwsFailure.refused(
          "InvalidDocument", "Document '" + document + "' does not exist here; use " + DOCUMENT);
    }
    for (String name : parameters.keySet()) {
      if (!List.of("commands", "executionTimeout", "workingDirectory").contains(name)) {
        throw invalid("the document has no parameter '" + name + "'");
      }
    }
    requireSize(parameters);
    List<String> commands = parameters.getOrDefault("commands", List.of());
    if (commands.isEmpty()) {
      throw invalid("the parameter 'commands' is required");
    }
    String directory = String.join("", parameters.getOrDefault("workingDirectory", List.of()));
    String body = String.join("\n", commands) + "\n";
    return new Script(
        directory.isEmpty() ? body : in(directory, body),
        timeout(parameters.getOrDefault("executionTimeout", List.of())),
        Map.of("KILN_LOCAL_CLOUD", "1"));
  }

  /** A document and its parameters together, as the agent receives them. */
  private static void requireSize(Map<String, List<String>> parameters) {
    int size = DOCUMENT_BYTES + Json.text(parameters).getBytes(StandardCharsets.UTF_8).length;
    if (size > LARGEST) {
      throw AwsFailure.refused(
          "MaxDocumentSizeExceeded",
          "The size limit of a document is 64 KB: with its parameters it has %d bytes."
              .formatted(size));
    }
  }

  private static Duration timeout(List<String> given) {
    String text = given.isEmpty() ? Integer.toString(DEFAULT_SECONDS) : given.get(0);
    if (!text.matches("[0-9]{1,6}")) {
      throw invalid("executionTimeout '" + text + "' is not a number of seconds");
    }
    int seconds = Integer.parseInt(text);
    if (seconds < 1 || seconds > LONGEST_SECONDS) {
      throw invalid("executionTimeout " + text + " is not between 1 and " + LONGEST_SECONDS);
    }
    return Duration.ofSeconds(seconds);
  }

  /** Changes the directory in the first line that the shell reads. */
  private static String in(String directory, String body) {
    String change = "cd '" + directory.replace("'", "'\\''") + "' || exit 1\n";
    if (!body.startsWith("#!")) {
      return change + body;
    }
    int end = body.indexOf('\n') + 1;
    String interpreter = body.substring(0, end);
    if (!interpreter.strip().matches(".*sh( .*)?")) {
      throw invalid("workingDirectory needs a shell script, not " + interpreter.strip());
    }
    return interpreter + change + body.substring(end);
  }

  private static AwsFailure invalid(String fact) {
    return AwsFailure.refused("InvalidParameters", "Invalid parameters: " + fact);
  }
}
