package dev.kiln.localcloud.machine;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A script that runs as root inside a machine.
 *
 * @param body the file as it is, its own shebang included; without one {@code /bin/sh} reads it
 * @param timeout after which the whole process tree is killed; at most a year
 * @param environment added to a clean one of {@code PATH}, {@code HOME} and {@code LANG}
 */
public record Script(String body, Duration timeout, Map<String, String> environment) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Duration LONGEST = Duration.ofDays(365);

  public Script {
    environment = Map.copyOf(environment);
    if (timeout.compareTo(LONGEST) > 0) {
      timeout = LONGEST;
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException(
          "cannot run a script: its timeout is " + timeout + "; give a positive one");
    }
    environment.forEach(
        (name, value) -> {
          if (!NAME.matcher(name).matches() || value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                "cannot pass environment variable '"
                    + name
                    + "': a shell cannot hold it; use letters, digits and '_', no NUL in the value");
          }
        });
  }
}
