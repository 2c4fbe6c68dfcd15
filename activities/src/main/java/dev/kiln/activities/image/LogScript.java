package dev.kiln.activities.image;

import dev.kiln.model.layer.SetupStep;
import dev.kiln.workflows.image.BuilderActivities;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the output of a step through a channel that keeps 24,000 characters of each answer: as much
 * as fits when compressed.
 */
final class LogScript {
  private static final Duration TIMEOUT = Duration.ofMinutes(1);
  private static final Pattern ANSWER = Pattern.compile("(\\d+)\\n([A-Za-z0-9+/=]+)\\n?");

  private LogScript() {}

  /** Reads on the builder, starting at the byte {@code from}. */
  static SetupStep step(String token, long from) {
    return step(StepScript.FOLDER, token, from);
  }

  /** Reads below another folder. */
  static SetupStep step(String folder, String token, long from) {
    String script =
        SCRIPT
            .replace("@LOG@", StepScript.log(folder, token))
            .replace("@FROM@", Long.toString(from));
    return new SetupStep("log", script, TIMEOUT);
  }

  /** The output as a page; an empty page if there is no such output. */
  static BuilderActivities.LogPage page(long from, String printed) {
    Matcher answer = ANSWER.matcher(printed);
    return answer.matches()
        ? new BuilderActivities.LogPage(answer.group(2), Long.parseLong(answer.group(1)))
        : new BuilderActivities.LogPage("", from);
  }

  private static final String SCRIPT =
      """
      #!/bin/sh
      log='@LOG@'
      [ -f "$log" ] || exit 0
      n=524288
      while :; do
        page=$(tail -c +$((@FROM@ + 1)) "$log" | head -c "$n" | gzip -9 | base64 -w 0)
        [ "${#page}" -gt 19000 ] || break
        n=$((n / 2))
      done
      size=$(wc -c < "$log")
      next=$((@FROM@ + n))
      [ "$next" -lt "$size" ] || next=$size
      printf '%s\\n%s\\n' "$next" "$page"
      """;
}
