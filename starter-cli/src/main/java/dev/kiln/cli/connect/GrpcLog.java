package dev.kiln.cli.connect;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Silences gRPC's own log, which writes stack traces to stderr. The command itself reports an
 * address that does not resolve, or a call that fails, in one sentence.
 */
public final class GrpcLog {
  /** A strong reference: otherwise the logger and its level are garbage-collected. */
  private static final Logger LOGGER = Logger.getLogger("io.grpc");

  private GrpcLog() {}

  /** Call this before the first connection. */
  public static void silence() {
    LOGGER.setLevel(Level.OFF);
  }
}
