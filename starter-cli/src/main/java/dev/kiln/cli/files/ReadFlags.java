package dev.kiln.cli.files;

import dev.kiln.model.template.ReadOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How a command wants templates read. */
@Command
public final class ReadFlags {
  @Option(
      names = "--var",
      paramLabel = "<name=value>",
      description = "A value for a parameter of the template; repeat it for several.")
  private Map<String, String> variables = new LinkedHashMap<>();

  @Option(
      names = "--lenient",
      description = "Take unknown keys in templates as warnings, not as errors.")
  private boolean lenient;

  public ReadOptions options() {
    return new ReadOptions(variables, lenient);
  }
}
