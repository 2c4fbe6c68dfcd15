package dev.kiln.cli.connect;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * gRPC's own log, which goes to stderr with stack traces: an address that does not resolve and
 * calls cut off by the end of the process are told by the command, in a sentence.
 */
public final class GrpcLog {
  /** Held, or the level is forgotten. */
  private static final Logger LOGGER = Logger.getLogger("io.grpc");

  private GrpcLog() {}

  /** To be called before anything connects. */
  public static void silence() {
    LOGGER.setLevel(Level.OFF);
  }
}
