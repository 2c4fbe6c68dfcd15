package dev.kiln.model.template;

import java.util.Map;

/**
 * How templates are read.
 *
 * @param variables values for parameters, by name; a name that a template does not declare is
 *     passed over here, because its parent may
 * @param lenient an unknown key is a warning, not an error
 */
public record ReadOptions(Map<String, String> variables, boolean lenient) {
  /** Strict, and every parameter at its default. */
  public static final ReadOptions STRICT = new ReadOptions(Map.of(), false);

  public ReadOptions {
    variables = Map.copyOf(variables);
  }

  /** Strict, with values for parameters. */
  public static ReadOptions with(Map<String, String> variables) {
    return new ReadOptions(variables, false);
  }
}
