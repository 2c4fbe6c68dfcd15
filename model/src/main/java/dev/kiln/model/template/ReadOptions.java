package dev.kiln.model.template;

import java.util.Map;

/**
 * The options for reading templates.
 *
 * @param variables values for parameters, by name; a template ignores names that it does not
 *     declare, because its parent may declare them
 * @param lenient whether an unknown key is a warning instead of an error
 */
public record ReadOptions(Map<String, String> variables, boolean lenient) {
  /** Strict, with default parameters. */
  public static final ReadOptions STRICT = new ReadOptions(Map.of(), false);

  public ReadOptions {
    variables = Map.copyOf(variables);
  }
}
