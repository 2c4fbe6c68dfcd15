package dev.kiln.model.schema;

import dev.kiln.model.source.Findings;
import dev.kiln.model.yaml.NoBreakSpace;
import dev.kiln.model.yaml.Value;

/**
 * The settings for reading one text.
 *
 * @param findings collects the problems
 * @param lenient whether an unknown key is only a warning
 * @param substitution applied to each text that Kiln reads
 */
public record Reading(Findings findings, boolean lenient, Substitution substitution) {

  /** Replaces the placeholders in a text. */
  @FunctionalInterface
  public interface Substitution {
    /** Leaves every text as it is. */
    Substitution NONE = (scalar, findings) -> scalar.text();

    /** The text with its placeholders replaced; problems go to the findings. */
    String apply(Value.Scalar scalar, Findings findings);
  }

  void misfit(Value found, String expected, String hint) {
    NoBreakSpace.in(found)
        .ifPresentOrElse(
            findings::add,
            () ->
                findings.error(
                    found.at(), "expected " + expected + ", found " + found.kind(), hint));
  }
}
