package dev.kiln.cli.retire;

import dev.kiln.cli.console.CliFailure;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads ages and delays such as {@code 30d}, {@code 12h}, {@code 2w}. */
final class Age {
  private static final Pattern FORM = Pattern.compile("(\\d{1,5})([hdw])");

  private Age() {}

  /**
   * Reads an age.
   *
   * @param option its option, for the message
   */
  static Duration read(String option, String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw CliFailure.usage(
          "cannot read %s '%s': expected a number with h, d or w, as in 30d"
              .formatted(option, text));
    }
    long number = Long.parseLong(form.group(1));
    return switch (form.group(2)) {
      case "h" -> Duration.ofHours(number);
      case "w" -> Duration.ofDays(7 * number);
      default -> Duration.ofDays(number);
    };
  }
}
