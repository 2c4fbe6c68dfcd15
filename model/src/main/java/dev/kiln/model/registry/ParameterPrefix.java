package dev.kiln.model.registry;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.kiln.model.Architecture;
import java.util.regex.Pattern;

/**
 * The path of the Systems Manager parameters that hold the images of channels. With them, consumers
 * need no access to the registry: {@code resolve:ssm:/kiln/ami/gromacs/stable/x86_64} resolves to
 * an image id.
 */
public record ParameterPrefix(@JsonValue String value) {
  /** Systems Manager reserves names that begin with aws or ssm. */
  private static final Pattern FORM =
      Pattern.compile("(?!/(?i:aws|ssm))(/[A-Za-z0-9_.-]{1,100}){1,10}");

  /** The default path. */
  public static final ParameterPrefix DEFAULT = new ParameterPrefix("/kiln/ami");

  /**
   * Reads a path.
   *
   * @throws IllegalArgumentException if it is malformed
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ParameterPrefix {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "cannot keep parameters below '%s': expected a path as in %s, not below /aws or /ssm"
              .formatted(value, "/kiln/ami"));
    }
  }

  /** The parameter of one image; the same name in every region. */
  public String name(String template, ChannelName channel, Architecture architecture) {
    return "%s/%s/%s/%s".formatted(value, template, channel, architecture);
  }

  @Override
  public String toString() {
    return value;
  }
}
