package dev.kiln.activities.image;

import dev.kiln.model.layer.CommandLimit;
import dev.kiln.workflows.FailureType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One command for Systems Manager. It guards itself: what Systems Manager would not take is never
 * sent.
 *
 * @param comment finds the command again after its reply was lost
 * @param lines of the shell script
 * @param limit after which the agent ends it
 * @see <a href="https://docs.aws.amazon.com/general/latest/gr/ssm.html">Systems Manager endpoints
 *     and quotas</a>
 */
record ShellCommand(String comment, List<String> lines, Duration limit) {
  static final String DOCUMENT = "AWS-RunShellScript";

  /** The longest {@code executionTimeout} of the document: 48 hours. */
  static final Duration LONGEST = CommandLimit.OF_ANY;

  /** A document and its parameters have at most this size together. */
  static final int MOST_BYTES = 65_536;

  /** More than the document itself has, which is AWS's and may grow. */
  private static final int DOCUMENT_BYTES = 4_096;

  private static final int LONGEST_COMMENT = 100;

  ShellCommand {
    lines = List.copyOf(lines);
    int bytes = lines.stream().mapToInt(ShellCommand::bytes).sum() + DOCUMENT_BYTES;
    if (bytes > MOST_BYTES || comment.length() > LONGEST_COMMENT) {
      throw FailureType.INVALID_REQUEST.failure(
          "cannot send command '%s': with its document it has %d bytes, and Systems Manager takes %d; divide the script"
              .formatted(comment, bytes, MOST_BYTES));
    }
    if (limit.compareTo(LONGEST) > 0) {
      throw FailureType.INVALID_REQUEST.failure(
          "cannot send command '%s': it may take %d s, and Systems Manager allows %d s; give a shorter timeout_seconds"
              .formatted(comment, limit.toSeconds(), LONGEST.toSeconds()));
    }
  }

  /** The parameters of the document. */
  Map<String, List<String>> parameters() {
    return Map.of("commands", lines, "executionTimeout", List.of(Long.toString(limit.toSeconds())));
  }

  /** The size of a line in JSON, with its quotes and comma. */
  private static int bytes(String line) {
    int escapes = (int) line.chars().filter(c -> c == '"' || c == '\\' || c == '\t').count();
    return line.getBytes(StandardCharsets.UTF_8).length + escapes + 3;
  }
}
