package dev.kiln.localcloud.state;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A command on one instance.
 *
 * @param status {@code Pending}, {@code InProgress} … as SSM names it
 * @param output the first characters of standard output
 * @param errors the first characters of standard error
 */
@RecordBuilder
public record StoredInvocation(
    Place place,
    String command,
    String instance,
    Instant createdAt,
    String status,
    String details,
    int exitCode,
    String output,
    String errors,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt)
    implements Stored, StoredInvocationBuilder.With {
  private static final Set<String> FINAL = Set.of("Success", "Failed", "TimedOut", "Cancelled");

  /** A command that waits for its instance. */
  public static StoredInvocation pending(
      Place place, String command, String instance, Instant now) {
    return new StoredInvocation(
        place,
        command,
        instance,
        now,
        "Pending",
        "Pending",
        -1,
        "",
        "",
        Optional.empty(),
        Optional.empty());
  }

  public static String key(String command, String instance) {
    return command + "/" + instance;
  }

  @Override
  public String id() {
    return key(command, instance);
  }

  public boolean isFinal() {
    return FINAL.contains(status);
  }

  /** The same with another status that is not yet an end. */
  public StoredInvocation moved(String to, Optional<Instant> started) {
    return with().status(to).details(to).exitCode(-1).startedAt(started).build();
  }

  /** The same with its end, before its output is added. */
  public StoredInvocation ended(String to, String why, int code, Instant now) {
    return with().status(to).details(why).exitCode(code).endedAt(now).build();
  }

  /** The same with the output of its script. */
  public StoredInvocation printed(String printed, String complained) {
    return with().output(printed).errors(complained).build();
  }
}
