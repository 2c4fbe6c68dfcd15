package dev.kiln.cli.images;

import dev.kiln.cli.console.CliFailure;
import dev.kiln.model.image.ImageTags;
import java.util.Map;
import java.util.regex.Pattern;

/** Rules for an image's name and tags. */
public final class ImageNaming {
  /** EC2's rule, minus room for the suffix that makes a name unique. */
  private static final Pattern AMI_NAME = Pattern.compile("[A-Za-z0-9()\\[\\] ./'@_-]{1,115}");

  private ImageNaming() {}

  /**
   * Returns the name if it is valid.
   *
   * @throws CliFailure if not
   */
  public static String name(String chosen) {
    if (!AMI_NAME.matcher(chosen).matches()) {
      throw CliFailure.usage(
          "cannot name an image '%s': a name has 1 to 115 letters, digits, spaces and any of"
                  .formatted(chosen)
              + " ()[]./-'@_; correct --name");
    }
    return chosen;
  }

  /**
   * Returns the tags if all are valid.
   *
   * @throws CliFailure if not
   */
  public static Map<String, String> tags(Map<String, String> chosen) {
    chosen.forEach(
        (key, value) ->
            ImageTags.objection(key, value)
                .ifPresent(
                    objection -> {
                      throw CliFailure.usage("cannot set a tag: " + objection + "; correct --tags");
                    }));
    if (chosen.size() > ImageTags.MAX_FOREIGN) {
      throw CliFailure.usage(
          "cannot set %d tags: AWS allows %d beside Kiln's own; remove some from --tags"
              .formatted(chosen.size(), ImageTags.MAX_FOREIGN));
    }
    return chosen;
  }
}
