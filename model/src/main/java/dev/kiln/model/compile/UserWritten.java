package dev.kiln.model.compile;

/**
 * Completes the scripts that users write. One with a shebang is the user's alone and runs as it is,
 * as it would with Packer. One without gets bash, the end at the first failing command, also within
 * a pipe (a broken download must not become an image), and a home and a quiet package manager,
 * which a shell started by an agent lacks. Unset variables stay allowed: scripts of vendors count
 * on it.
 */
final class UserWritten {
  private static final String PREAMBLE =
      """
      #!/bin/bash
      set -e -o pipefail
      export HOME="${HOME:-/root}" DEBIAN_FRONTEND=noninteractive
      """;

  private UserWritten() {}

  static String complete(String script) {
    String body = script.endsWith("\n") ? script : script + "\n";
    String fromShebang = body.stripLeading();
    return fromShebang.startsWith("#!") ? fromShebang : PREAMBLE + body;
  }
}
