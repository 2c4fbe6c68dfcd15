package dev.kiln.model.image;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** The result of running the checks of the whole chain on an instance of an image. */
public enum Validation {
  /** It booted and passed all checks. */
  PASSED("passed"),
  /** It did not boot, or failed a check. */
  FAILED("failed"),
  /** Unknown, because the cloud of the instance cannot run scripts. */
  NOT_RUN("not-run");

  private final String word;

  Validation(String word) {
    this.word = word;
  }

  /** The value of the tag {@link ImageTags#VALIDATION}. */
  public String word() {
    return word;
  }

  /** The result in an image's tags; empty if it was never validated. */
  public static Optional<Validation> in(Map<String, String> tags) {
    return Arrays.stream(values())
        .filter(validation -> validation.word.equals(tags.get(ImageTags.VALIDATION)))
        .findFirst();
  }
}
