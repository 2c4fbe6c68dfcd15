package dev.kiln.model.template;

import java.time.Duration;

/**
 * A script as the user wrote it.
 *
 * @param name unique within the template
 */
public record BuildStep(String name, String script, Duration timeout) {
  static final Duration DEFAULT_TIMEOUT = Duration.ofHours(1);
}
