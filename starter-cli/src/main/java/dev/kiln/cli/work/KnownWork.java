package dev.kiln.cli.work;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** All kinds of work. */
public final class KnownWork {
  /** The kinds, most frequent first. */
  public static final List<Work<?, ?, ?>> ALL =
      List.of(
          new BuildWork(),
          new MatrixWork(),
          new CopyWork(),
          new CaptureWork(),
          new ValidationWork(),
          new RetireWork(),
          new CanaryWork(),
          new SharingWork(),
          ChannelWork.MOVE,
          ChannelWork.RECORD);

  private KnownWork() {}

  /** The kinds that can be retried, in words. */
  static String retriable() {
    return ALL.stream()
        .map(Work::kind)
        .filter(Kind::retriable)
        .map(Kind::noun)
        .collect(Collectors.joining(", "));
  }

  /** The kind of work that a workflow id belongs to. */
  public static Optional<Work<?, ?, ?>> of(String workflowId) {
    return ALL.stream().filter(work -> work.kind().owns().test(workflowId)).findFirst();
  }
}
