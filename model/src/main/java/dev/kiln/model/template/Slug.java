package dev.kiln.model.template;

import java.util.Locale;

/** The form of a name for use in ids. */
public final class Slug {
  private static final int MAX_LENGTH = 60;

  private Slug() {}

  /** Lower case, with a dash for every character that is neither letter nor digit. */
  public static String of(String name) {
    String dashed =
        name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    return dashed.length() > MAX_LENGTH
        ? dashed.substring(0, MAX_LENGTH).replaceAll("-$", "")
        : dashed;
  }
}
