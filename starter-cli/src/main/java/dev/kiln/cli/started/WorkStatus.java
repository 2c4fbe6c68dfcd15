package dev.kiln.cli.started;

import dev.kiln.cli.capture.CaptureStatus;
import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.copy.CopyStatus;
import dev.kiln.cli.matrix.MatrixStatus;
import dev.kiln.cli.retire.RetireStatus;
import dev.kiln.cli.validate.ValidationStatus;
import java.util.OptionalInt;

/** Tells how far something is, whatever it is. */
public final class WorkStatus {
  private final Invocation invocation;
  private final Connection connection;

  public WorkStatus(Invocation invocation, Connection connection) {
    this.invocation = invocation;
    this.connection = connection;
  }

  /** Prints it, and returns the exit code; empty if this is the id of nothing that is started. */
  public OptionalInt print(String id) {
    if (ValidationStatus.isAbout(id)) {
      return OptionalInt.of(new ValidationStatus(invocation, connection).print(id));
    }
    if (CaptureStatus.isOf(id)) {
      return OptionalInt.of(new CaptureStatus(invocation, connection).print(id));
    }
    if (CopyStatus.isAbout(id)) {
      return OptionalInt.of(new CopyStatus(invocation, connection).print(id));
    }
    if (MatrixStatus.isAbout(id)) {
      return OptionalInt.of(new MatrixStatus(invocation, connection).print(id));
    }
    if (RetireStatus.isAbout(id)) {
      return OptionalInt.of(new RetireStatus(invocation, connection).print(id));
    }
    return BuildStatusReport.isAbout(id)
        ? OptionalInt.of(new BuildStatusReport(invocation, connection).print(id))
        : OptionalInt.empty();
  }
}
