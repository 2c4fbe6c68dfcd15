package dev.kiln.cli.retire;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.console.CliFailure;
import dev.kiln.workflows.retire.RetireWorkflow;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kiln ami deprecate}. */
@Command(
    name = "deprecate",
    description = {
      "Mark images as deprecated from a given time on.",
      "They still work, but other accounts no longer see them in lists."
    })
public final class AmiDeprecateCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Mixin private ChangeFlags flags = new ChangeFlags();

  @Option(
      names = "--at",
      paramLabel = "<time>",
      description = "The time, such as 2026-12-31 or 2026-12-31T08:00:00Z.")
  private Optional<String> at = Optional.empty();

  @Option(
      names = "--in",
      paramLabel = "<delay>",
      description = "The delay, such as 12h, 30d or 2w.")
  private Optional<String> in = Optional.empty();

  public AmiDeprecateCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    return flags.run(invocation, RetireWorkflow.Action.DEPRECATE, Optional.of(time()));
  }

  private Instant time() {
    if (at.isPresent() == in.isPresent()) {
      throw CliFailure.usage(
          "cannot deprecate: no time is given, or two; pass either --at or --in");
    }
    Instant now = invocation.console().clock().instant();
    Instant time =
        in.map(delay -> now.plus(Age.read("--in", delay))).orElseGet(() -> read(at.orElse("")));
    if (!time.isAfter(now)) {
      throw CliFailure.usage(
          "cannot deprecate at " + time + ": that time is past; give a later one");
    }
    return time;
  }

  private static Instant read(String text) {
    try {
      return text.length() == 10
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : Instant.parse(text);
    } catch (DateTimeParseException unread) {
      throw CliFailure.usage(
          "cannot read --at '%s': expected a form like 2026-12-31 or 2026-12-31T08:00:00Z"
              .formatted(text));
    }
  }
}
