package dev.kiln.cli.started;

import dev.kiln.cli.builds.BuildDisplay;
import dev.kiln.cli.capture.CaptureDisplay;
import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.copy.CopyDisplay;
import dev.kiln.cli.doctor.CanaryDisplay;
import dev.kiln.cli.follow.Display;
import dev.kiln.cli.matrix.MatrixDisplay;
import dev.kiln.cli.registry.MoveDisplay;
import dev.kiln.cli.retire.RetireDisplay;
import dev.kiln.cli.share.SharingDisplay;
import dev.kiln.cli.validate.ValidationDisplay;
import dev.kiln.cli.work.BuildWork;
import dev.kiln.cli.work.CanaryWork;
import dev.kiln.cli.work.CaptureWork;
import dev.kiln.cli.work.ChannelWork;
import dev.kiln.cli.work.CopyWork;
import dev.kiln.cli.work.MatrixWork;
import dev.kiln.cli.work.RetireWork;
import dev.kiln.cli.work.SharingWork;
import dev.kiln.cli.work.ValidationWork;
import dev.kiln.cli.work.Work;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The text output for each kind of work started earlier. */
final class Displays {
  private static final Map<Class<?>, Function<Invocation, Display<?, ?, ?>>> BY_WORK =
      Map.of(
          BuildWork.class, of -> new BuildDisplay(of.style(), of.console().clock()),
          MatrixWork.class, of -> new MatrixDisplay(of.style()),
          CopyWork.class, of -> new CopyDisplay(of.style()),
          CaptureWork.class, of -> new CaptureDisplay(of.style()),
          ValidationWork.class, of -> new ValidationDisplay(of.style()),
          CanaryWork.class, of -> new CanaryDisplay(of.style()),
          RetireWork.class, of -> new RetireDisplay(of.style(), Optional.empty()),
          SharingWork.class, of -> new SharingDisplay(of.style(), List.of()),
          ChannelWork.class, of -> new MoveDisplay<>(of.style()));

  private Displays() {}

  /** The display of a kind of work; the pairs above have the same types. */
  @SuppressWarnings("unchecked")
  static <Q, P, R> Display<Q, P, R> of(Work<Q, P, R> work, Invocation invocation) {
    Function<Invocation, Display<?, ?, ?>> display = BY_WORK.get(work.getClass());
    if (display == null) {
      throw new IllegalStateException("no display for " + work.getClass());
    }
    return (Display<Q, P, R>) display.apply(invocation);
  }
}
