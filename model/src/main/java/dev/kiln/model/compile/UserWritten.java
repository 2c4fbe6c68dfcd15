package dev.kiln.model.compile;

/**
 * Completes the scripts that users write. A script with a shebang runs as it is, as it would with
 * Packer. A script without one runs in bash and stops at the first failed command, even inside a
 * pipe, so that a broken download never becomes an image. It also gets a home directory and a quiet
 * package manager, which a shell started by an agent lacks. Unset variables are allowed, because
 * vendor scripts rely on them.
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
