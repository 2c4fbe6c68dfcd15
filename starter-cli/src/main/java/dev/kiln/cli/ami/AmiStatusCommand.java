package dev.kiln.cli.ami;

import dev.kiln.cli.ExitCode;
import dev.kiln.cli.Invocation;
import dev.kiln.cli.build.BuildStatusReport;
import dev.kiln.cli.capture.CaptureStatus;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.copy.CopyStatus;
import dev.kiln.cli.matrix.MatrixStatus;
import dev.kiln.cli.validate.ValidationStatus;
import dev.kiln.model.image.KilnImage;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code kiln ami status}. */
@Command(
    name = "status",
    description = {
      "Tell how far something is that was started, or what state an image is in.",
      "It may be a build, a build-all, copies, an image of an instance, or a validation."
    })
public final class AmiStatusCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(
      paramLabel = "<id|ami>",
      description = "The id that the command told which started it, or that of an image.")
  private String id = "";

  public AmiStatusCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    ImageSearch.requireForm(id);
    try (Connection connection = invocation.connect()) {
      if (ValidationStatus.isAbout(id)) {
        return new ValidationStatus(invocation, connection).print(id);
      }
      if (CaptureStatus.isOf(id)) {
        return new CaptureStatus(invocation, connection).print(id);
      }
      if (CopyStatus.isAbout(id)) {
        return new CopyStatus(invocation, connection).print(id);
      }
      if (MatrixStatus.isAbout(id)) {
        return new MatrixStatus(invocation, connection).print(id);
      }
      if (!id.startsWith("ami-")) {
        return new BuildStatusReport(invocation, connection).print(id);
      }
      KilnImage image = new ImageSearch(invocation, connection).one(id);
      ImageStatus.print(image, invocation);
      return ExitCode.OK;
    }
  }
}
