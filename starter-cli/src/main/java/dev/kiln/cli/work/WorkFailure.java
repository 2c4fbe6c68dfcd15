package dev.kiln.cli.work;

import dev.kiln.workflows.FailureType;

/** Work failed or could not start. The message is one sentence for people. */
public final class WorkFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The cases that callers distinguish. */
  public enum Kind {
    /** The work failed. */
    FAILED,
    /** Someone cancelled the work. */
    CANCELLED,
    /** There is no such work. */
    UNKNOWN,
    /** The request makes no sense. */
    UNUSABLE
  }

  private final Kind kind;

  WorkFailure(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  WorkFailure(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** The request makes no sense. */
  static WorkFailure unusable(String message) {
    return new WorkFailure(Kind.UNUSABLE, message);
  }

  /** The work failed. */
  public static WorkFailure failed(String message) {
    return new WorkFailure(Kind.FAILED, message);
  }

  /** The user left while the work was being cancelled. */
  public static WorkFailure left(String message) {
    return new WorkFailure(Kind.CANCELLED, message);
  }

  /** There is no workflow with that id. */
  public static WorkFailure unknown(String workflowId) {
    return new WorkFailure(
        Kind.UNKNOWN,
        "cannot find '%s': Temporal has no workflow with this id; list builds with kiln build list"
            .formatted(workflowId));
  }

  public Kind kind() {
    return kind;
  }

  /** Whether the workflow failed for this reason. */
  public boolean isOf(FailureType type) {
    return FailureType.applicationFailureIn(this)
        .filter(failure -> failure.getType().equals(type.name()))
        .isPresent();
  }

  /** The reason. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
