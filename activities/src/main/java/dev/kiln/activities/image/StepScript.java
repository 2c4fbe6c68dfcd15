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
 * a builder; a second delivery waits for the first and reports the same outcome. It keeps the whole
 * output in a file and prints only the end, because the channel keeps only the beginning.
 */
final class StepScript {
  /** The wrapper reports its own codes in its first line, separate from the script's. */
  private static final Pattern HEADER =
      Pattern.compile("KILN-STEP (done|interrupted) (\\d+) (\\d+)\\n");

  /** The folder on a builder where steps keep their state. */
  static final String FOLDER = "/var/lib/kiln/steps";

  /** The channel keeps 24,000 characters. */
  private static final int TAIL_BYTES = 20_000;

  /** The exit code of a script that needs a reboot and wants to run again afterwards. */
  private static final int REBOOT = 194;

  /** The exit code of {@code timeout} when it had to end the script. */
  static final int TIMED_OUT = 124;

  private StepScript() {}

  /**
   * The wrapper's report.
   *
   * @param ending how the script ended, or why it did not run
   * @param bytes that the script printed in all; empty if it did not run
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
    /** The script was started earlier and cut off; nobody knows how much it did. */
    INTERRUPTED,
    /** The cloud cannot run scripts, and says so: the local cloud without a backend. */
    NOT_EXECUTED
  }

  /** Reads the wrapper's report; empty if the wrapper did not get that far. */
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

  /** The commands, with their state below another folder. */
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

  /** The file with a step's whole output. */
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
      report() { printf 'KILN-STEP %s %s %s\\n' "$1" "$2" "$(size)"; tail -c @TAIL@ "$dir/log" 2>/dev/null; exit "$2"; }
      exec 9>"$dir/lock"
      flock 9
      [ ! -f "$dir/exit" ] || report done "$(cat "$dir/exit")"
      [ ! -e "$dir/started" ] || report interrupted 75
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
      report done "$code"
      """;
}
