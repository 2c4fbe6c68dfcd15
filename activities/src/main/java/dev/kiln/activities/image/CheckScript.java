package dev.kiln.activities.image;

import dev.kiln.model.HarmlessText;
import dev.kiln.model.layer.Check;
import dev.kiln.model.layer.CommandLimit;
import dev.kiln.model.layer.SetupStep;
import dev.kiln.workflows.image.CheckResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts many checks into one script, so that they cost one command. The builder compares the whole
 * output; only its end travels.
 */
final class CheckScript {
  private static final Pattern RESULT =
      Pattern.compile("KILN-CHECK (\\d+) (\\d+) ([01]) ([01]) ?([A-Za-z0-9+/=]*)");

  /** The limit of all ends together, so that the channel cuts none off. */
  private static final int OUTPUT_BYTES = 10_000;

  private CheckScript() {}

  static SetupStep step(List<Check> checks) {
    int tail = Math.max(60, Math.min(2_000, OUTPUT_BYTES / checks.size()));
    StringBuilder script = new StringBuilder(PREAMBLE.replace("@TAIL@", Integer.toString(tail)));
    Duration total = CommandLimit.MARGIN_OF_CHECKS;
    for (int i = 0; i < checks.size(); i++) {
      Check check = checks.get(i);
      total = total.plus(check.timeout());
      script.append(
          "check %d %d '%s' '%s' '%s'%n"
              .formatted(
                  i,
                  check.timeout().toSeconds(),
                  encode(check.command()),
                  encode(check.equalTo().orElse("")),
                  encode(check.contains().orElse(""))));
    }
    return new SetupStep("checks", script.toString(), total);
  }

  /** One result for each check whose line arrived; a missing line counts as a failed check. */
  static List<CheckResult> results(List<Check> checks, String output) {
    List<CheckResult> results = new ArrayList<>();
    Matcher line = RESULT.matcher(output);
    while (line.find()) {
      Check check = checks.get(Integer.parseInt(line.group(1)));
      int exit = Integer.parseInt(line.group(2));
      String tail = new String(Base64.getDecoder().decode(line.group(5)), StandardCharsets.UTF_8);
      results.add(
          new CheckResult(
              check.layer(),
              check.name(),
              true,
              exit,
              check.violation(exit, line.group(3).equals("1"), line.group(4).equals("1")),
              HarmlessText.of(tail)));
    }
    return results;
  }

  /** The results if nothing could run: unknown, not passed. */
  static List<CheckResult> notRun(List<Check> checks, String why) {
    return checks.stream()
        .map(check -> new CheckResult(check.layer(), check.name(), false, 0, Optional.empty(), why))
        .toList();
  }

  private static String encode(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static final String PREAMBLE =
      """
      #!/bin/bash
      strip() { local s=$1; s="${s#"${s%%[![:space:]]*}"}"; printf %s "${s%"${s##*[![:space:]]}"}"; }
      check() {
        local command equal contains output code isEqual=0 doesContain=0
        command=$(printf %s "$3" | base64 -d)
        equal=$(printf %s "$4" | base64 -d)
        contains=$(printf %s "$5" | base64 -d)
        timeout --kill-after=5 "$2" bash -c "$command" >"$0.out" 2>&1 </dev/null
        code=$?
        output=$(tr -d '\\0' <"$0.out")
        if [ "$(strip "$output")" = "$(strip "$equal")" ]; then isEqual=1; fi
        case "$output" in *"$contains"*) doesContain=1 ;; esac
        printf 'KILN-CHECK %s %s %s %s %s\\n' "$1" "$code" "$isEqual" "$doesContain" \\
          "$(tail -c @TAIL@ "$0.out" | base64 -w0)"
      }
      """;
}
