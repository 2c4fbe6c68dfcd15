package dev.kiln.model.template;

import java.util.Locale;
import java.util.regex.Pattern;

/** The form of a name for use in ids. */
public final class Slug {
  private static final int MAX_LENGTH = 60;
  private static final Pattern OTHERS = Pattern.compile("[^a-z0-9]+");
  private static final Pattern EDGES = Pattern.compile("^-|-$");

  private Slug() {}

  /** Lower case, with a dash for every character that is neither letter nor digit. */
  public static String of(String name) {
    String dashed = dashed(name);
    return dashed.length() > MAX_LENGTH
        ? dashed.substring(0, MAX_LENGTH).replaceAll("-$", "")
        : dashed;
  }

  /** Whether a part of the name is missing in its slug. */
  static boolean isCut(String name) {
    return dashed(name).length() > MAX_LENGTH;
  }

  private static String dashed(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return EDGES.matcher(OTHERS.matcher(lower).replaceAll("-")).replaceAll("");
  }
}
