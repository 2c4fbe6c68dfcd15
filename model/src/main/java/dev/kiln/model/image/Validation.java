package dev.kiln.model.image;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** What the checks of its whole chain said on an instance of an image. */
public enum Validation {
  /** It booted, and all of them hold. */
  PASSED("passed"),
  /** It did not boot, or one of them does not hold. */
  FAILED("failed"),
  /** Nothing is known: where the instance ran, no script can be executed. */
  NOT_RUN("not-run");

  private final String word;

  Validation(String word) {
    this.word = word;
  }

  /** The value of the tag {@link ImageTags#VALIDATION}. */
  public String word() {
    return word;
  }

  /** What an image's tags tell; empty if it was never validated. */
  public static Optional<Validation> in(Map<String, String> tags) {
    return Arrays.stream(values())
        .filter(validation -> validation.word.equals(tags.get(ImageTags.VALIDATION)))
        .findFirst();
  }
}
