package dev.kiln.activities.image;

import dev.kiln.model.layer.SetupStep;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * Wraps a step for a channel that may deliver it twice. The wrapper runs the script at most once on
 * a builder: a second delivery waits for the first and tells the same outcome. It keeps the whole
 * output in a file and prints only the end, since the channel keeps only the beginning.
 */
final class StepScript {
  /** The wrapper's own codes stand in its first line, apart from the script's. */
  private static final Pattern HEADER =
      Pattern.compile("KILN-STEP (done|interrupted) (\\d+) (\\d+)\\n");

  /** Where steps keep their state on a builder. */
  static final String FOLDER = "/var/lib/kiln/steps";

  /** The channel keeps 24,000 characters. */
  private static final int TAIL_BYTES = 20_000;

  /** Asked for by a script that wants the machine rebooted and itself run again. */
  private static final int REBOOT = 194;

  /** What {@code timeout} answers when it had to end the script. */
  static final int TIMED_OUT = 124;

  private StepScript() {}

  /**
   * What the wrapper said.
   *
   * @param ending how it came to an end, or why it did not
   * @param bytes printed by the script in all; empty if it was not executed
   */
  record Outcome(Ending ending, int exitCode, String tail, Optional<Long> bytes) {
    static Outcome notExecuted(String why) {
      return new Outcome(Ending.NOT_EXECUTED, 0, why, Optional.empty());
    }
  }

  /** How a step ended. */
  enum Ending {
    /** The script ran and ended by itself or by its timeout. */
    DONE,
    /** The script was begun earlier and cut off; it cannot be known what it did. */
    INTERRUPTED,
    /** The cloud has no way to execute scripts, and says so; the local one without a backend. */
    NOT_EXECUTED
  }

  /** Reads what the wrapper printed; empty if it did not get so far. */
  static Optional<Outcome> parse(String stdout) {
    Matcher header = HEADER.matcher(stdout);
    if (!header.lookingAt()) {
      return Optional.empty();
    }
    return Optional.of(
        new Outcome(
            header.group(1).equals("interrupted") ? Ending.INTERRUPTED : Ending.DONE,
            Integer.parseInt(header.group(2)),
            stdout.substring(header.end()),
            Optional.of(Long.valueOf(header.group(3)))));
  }

  /** The commands to send, one line each. */
  static List<String> wrap(SetupStep step, String token) {
    return wrap(step, FOLDER, token);
  }

  /** The same, keeping its state below another folder. */
  static List<String> wrap(SetupStep step, String folder, String token) {
    return WRAPPER
        .replace("@DIR@", folder + "/" + token)
        .replace("@SCRIPT@", packed(step.script()))
        .replace("@SECONDS@", Long.toString(step.timeout().toSeconds()))
        .replace("@TAIL@", Integer.toString(TAIL_BYTES))
        .replace("@REBOOT@", Integer.toString(REBOOT))
        .lines()
        .toList();
  }

  /** The file of all that a step has printed. */
  static String log(String folder, String token) {
    return folder + "/" + token + "/log";
  }

  private static String packed(String script) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(script.getBytes(StandardCharsets.UTF_8));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return Base64.getEncoder().encodeToString(packed.toByteArray());
  }

  private static final String WRAPPER =
      """
      #!/bin/sh
      umask 022
      dir=@DIR@
      mkdir -p "$dir"
      size() { if [ -f "$dir/log" ]; then wc -c < "$dir/log"; else echo 0; fi; }
      tell() { printf 'KILN-STEP %s %s %s\\n' "$1" "$2" "$(size)"; tail -c @TAIL@ "$dir/log" 2>/dev/null; exit "$2"; }
      exec 9>"$dir/lock"
      flock 9
      [ ! -f "$dir/exit" ] || tell done "$(cat "$dir/exit")"
      [ ! -e "$dir/started" ] || tell interrupted 75
      : > "$dir/started"
      if command -v cloud-init >/dev/null 2>&1; then cloud-init status --wait >/dev/null 2>&1; fi
      if command -v apt-get >/dev/null 2>&1; then
        echo 'DPkg::Lock::Timeout "600";' > "$dir/apt.conf"
        export APT_CONFIG="$dir/apt.conf"
      fi
      printf '%s' '@SCRIPT@' | base64 -d | gunzip > "$dir/script" || exit 74
      chmod 700 "$dir/script"
      export HOME=/root LC_ALL=C.UTF-8 PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
      cd /
      timeout --kill-after=10 @SECONDS@ "$dir/script" >"$dir/log" 2>&1 </dev/null 9>&-
      code=$?
      if [ "$code" -eq @REBOOT@ ]; then rm -f "$dir/started"; exit @REBOOT@; fi
      if [ -d "$dir" ]; then echo "$code" > "$dir/exit.new" && mv "$dir/exit.new" "$dir/exit"; fi
      tell done "$code"
      """;
}
