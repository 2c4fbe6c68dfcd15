package dev.kiln.cli.template;

import dev.kiln.model.template.ReadOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How a command wants templates read. */
@Command
final class ReadFlags {
  @Option(
      names = "--var",
      paramLabel = "<name=value>",
      description = "A value for a parameter of the template; repeat it for several.")
  private Map<String, String> variables = new LinkedHashMap<>();

  @Option(names = "--lenient", description = "Take unknown keys as warnings, not as errors.")
  private boolean lenient;

  ReadOptions options() {
    return new ReadOptions(variables, lenient);
  }
}
