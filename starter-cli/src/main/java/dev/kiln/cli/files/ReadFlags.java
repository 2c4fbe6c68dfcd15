package dev.kiln.cli.files;

import dev.kiln.model.template.ReadOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The options for reading templates. */
@Command
public final class ReadFlags {
  @Option(
      names = "--var",
      paramLabel = "<name=value>",
      description = "Set a parameter of the template; repeat the option for several.")
  private Map<String, String> variables = new LinkedHashMap<>();

  @Option(
      names = "--lenient",
      description = "Report unknown keys in templates as warnings, not errors.")
  private boolean lenient;

  public ReadOptions options() {
    return new ReadOptions(variables, lenient);
  }
}
