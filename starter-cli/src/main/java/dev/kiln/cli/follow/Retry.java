package dev.kiln.cli.follow;

import dev.kiln.cli.connect.Connection;

/** How the user has done what is missing. */
public final class Retry {
  private Retry() {}

  /** The command; where nothing is remembered, it is the one that was just given. */
  public static String hint(Connection connection, String workflowId) {
    return connection.embedded() ? "run the same command again" : "kiln build retry " + workflowId;
  }
}
