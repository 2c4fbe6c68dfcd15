package dev.kiln.activities.image;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Wraps a step for a channel that may deliver it twice. The wrapper runs the script at most once on
 * a builder; a second delivery waits for the first and reports the same outcome. It keeps the whole
 * output in a file and prints only the end, because the channel keeps only the beginning.
 */
final class StepScript {
  /**
   * The wrapper reports its own codes in its first line, separate from the script's. The channel
   * may trim the end of an output, and with it this line's own.
   */
  private static final Pattern HEADER =
      Pattern.compile("KILN-STEP (done|interrupted|incomplete) (\\d+) (\\d+)(?:\\n|\\z)");

  /** The folder on a builder where steps keep their state. */
  static final String FOLDER = "/var/lib/kiln/steps";

  /** The channel keeps 24,000 characters. */
  private static final int TAIL_BYTES = 20_000;

  /**
   * The exit code of a script that needs a reboot and wants to run again afterwards. The agent
   * reboots the machine when the command ends with this code, and then runs the command again.
   */
  static final int REBOOT = 194;

  /** How often one step may ask for a reboot; an endless series of them would look like work. */
  static final int MOST_REBOOTS = 10;

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
    /** The script did not arrive whole, and was not started. */
    INCOMPLETE,
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
            ending(header.group(1)),
            Integer.parseInt(header.group(2)),
            stdout.substring(header.end()),
            Optional.of(Long.valueOf(header.group(3)))));
  }

  private static Ending ending(String word) {
    return switch (word) {
      case "interrupted" -> Ending.INTERRUPTED;
      case "incomplete" -> Ending.INCOMPLETE;
      default -> Ending.DONE;
    };
  }

  /**
   * The lines of the command that runs a script, and nothing that has another checksum.
   *
   * @param folder of this step
   */
  static List<String> wrap(String folder, PackedScript script, long seconds) {
    return WRAPPER
        .replace("@DIR@", folder)
        .replace("@SHA256@", script.checksum())
        .replace("@SECONDS@", Long.toString(seconds))
        .replace("@TAIL@", Integer.toString(TAIL_BYTES))
        .replace("@REBOOTS@", Integer.toString(MOST_REBOOTS))
        .replace("@REBOOT@", Integer.toString(REBOOT))
        .replace("@SOURCE@", script.source())
        .lines()
        .toList();
  }

  /** The file with a step's whole output. */
  static String log(String folder, String token) {
    return folder + "/" + token + "/log";
  }

  private static final String WRAPPER =
      """
      #!/bin/sh
      umask 022
      dir=@DIR@
      mkdir -p "$dir"
      size() { if [ -f "$dir/log" ]; then wc -c < "$dir/log"; else echo 0; fi; }
      report() {
        printf 'KILN-STEP %s %s %s\\n' "$1" "$2" "$(size)"
        tail -c @TAIL@ "$dir/log" 2>/dev/null
        [ "$2" -ne @REBOOT@ ] || exit 1
        exit "$2"
      }
      arrive() {
        @SOURCE@ | gunzip > "$dir/script" || return 1
        chmod 700 "$dir/script"
        [ "$(sha256sum < "$dir/script" | cut -c 1-64)" = @SHA256@ ] || { echo 'its checksum differs'; return 1; }
      }
      complain() {
        cr=$(printf '\\r')
        IFS= read -r first < "$dir/script"
        case "$first" in
          '#!'*"$cr") echo "kiln: the first line of the script, '${first%"$cr"}', ends with a carriage return, and no interpreter has such a name; save the script with Unix line ends"; return ;;
          '#!'*) set -f; set -- ${first#??}; set +f ;;
          *) return 1 ;;
        esac
        if [ $# -eq 0 ] || { [ -f "$1" ] && [ -x "$1" ]; }; then return 1; fi
        echo "kiln: this machine has no interpreter '$1', which the first line of the script names; install it in an earlier step, or name another"
      }
      exec 9>"$dir/lock"
      flock 9
      [ ! -f "$dir/exit" ] || report done "$(cat "$dir/exit")"
      [ ! -e "$dir/started" ] || report interrupted 75
      why=$(arrive 2>&1) || { printf 'KILN-STEP incomplete 74 0\\n%s\\n' "$why"; exit 74; }
      if command -v cloud-init >/dev/null 2>&1; then cloud-init status --wait >/dev/null 2>&1; fi
      if command -v apt-get >/dev/null 2>&1; then
        echo 'DPkg::Lock::Timeout "600";' > "$dir/apt.conf"
        export APT_CONFIG="$dir/apt.conf"
      fi
      export HOME=/root LC_ALL=C.UTF-8 PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
      cd /
      : > "$dir/started"
      if complain >> "$dir/log"; then
        code=127
      else
        timeout --kill-after=10 @SECONDS@ "$dir/script" >>"$dir/log" 2>&1 </dev/null 9>&-
        code=$?
      fi
      if [ "$code" -eq @REBOOT@ ]; then
        reboots=$(cat "$dir/reboots" 2>/dev/null || echo 0)
        if [ "$reboots" -lt @REBOOTS@ ]; then
          mkdir -p "$dir"
          echo $((reboots + 1)) > "$dir/reboots"
          rm -f "$dir/started"
          sync
          exit @REBOOT@
        fi
      fi
      if [ -d "$dir" ]; then echo "$code" > "$dir/exit.new" && mv "$dir/exit.new" "$dir/exit"; rm -f "$dir"/piece-*; fi
      report done "$code"
      """;
}
