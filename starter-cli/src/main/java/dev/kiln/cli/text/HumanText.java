package dev.kiln.cli.text;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Durations, ages, sizes and counts as readable text. */
public final class HumanText {
  private HumanText() {}

  /** The same text with a capital at its beginning. */
  public static String capitalized(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  /** {@code 45s}, {@code 6m 42s}, {@code 2h 05m}. */
  public static String duration(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 60) {
      return seconds + "s";
    }
    return seconds < 3600
        ? "%dm %02ds".formatted(seconds / 60, seconds % 60)
        : "%dh %02dm".formatted(seconds / 3600, seconds / 60 % 60);
  }

  /** {@code just now}, {@code 5 minutes ago}, {@code 2 days ago}. */
  public static String age(Instant then, Instant now) {
    Duration age = Duration.between(then, now);
    if (age.toMinutes() < 1) {
      return "just now";
    }
    if (age.toHours() < 1) {
      return count(age.toMinutes(), "minute") + " ago";
    }
    return age.toDays() < 1
        ? count(age.toHours(), "hour") + " ago"
        : count(age.toDays(), "day") + " ago";
  }

  /** An age for a column: {@code 5m}, {@code 3h}, {@code 2d}. */
  public static String shortAge(Instant then, Instant now) {
    Duration age = Duration.between(then, now);
    if (age.toHours() < 1) {
      return Math.max(0, age.toMinutes()) + "m";
    }
    return age.toDays() < 1 ? age.toHours() + "h" : age.toDays() + "d";
  }

  /** {@code 1 check}, {@code 4 checks}. */
  public static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /** {@code 2.25}, {@code 0.012}; an amount above zero never shows as zero. */
  public static String dollars(double amount) {
    return amount == 0 || amount >= 0.1
        ? String.format(Locale.ROOT, "%.2f", amount)
        : String.format(Locale.ROOT, "%.3f", Math.ceil(amount * 1000) / 1000);
  }

  /** {@code 24 seconds}, {@code 1.5 minutes}, {@code 62 minutes}. */
  public static String minutes(double minutes) {
    if (minutes < 1) {
      return count(Math.round(minutes * 60), "second");
    }
    return String.format(Locale.ROOT, minutes >= 10 ? "%.0f minutes" : "%.1f minutes", minutes);
  }
}
