package dev.kiln.cli.connect;

import dev.kiln.model.Region;
import java.util.Optional;

/**
 * The connection options of the command line; everything else comes from the environment.
 *
 * @param address the frontend's host and port
 * @param profile a profile of the {@code temporal.toml} file
 * @param region the region for a command that names none
 * @param embeddedTemporal use the in-memory Temporal even with real AWS
 */
public record ConnectOptions(
    Optional<String> address,
    Optional<String> namespace,
    Optional<String> profile,
    Optional<Region> region,
    boolean embeddedTemporal) {

  /** A command line without connection options. */
  public static final ConnectOptions NONE =
      new ConnectOptions(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);
}
