package dev.kiln.cli.capture;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.console.CliFailure;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kiln ami create-multi}. */
@Command(
    name = "create-multi",
    description = {
      "Create an image of an instance and copy it to more regions.",
      "Kiln looks for the instance in --region, or else in the first region of --regions."
    })
public final class AmiCreateMultiCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Mixin private CaptureFlags flags = new CaptureFlags();

  public AmiCreateMultiCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    if (invocation.destinations().isEmpty()) {
      throw CliFailure.usage(
          "cannot create an image in several regions: none is named; pass --regions");
    }
    try (Connection connection = invocation.connect()) {
      return flags.run(invocation, connection);
    }
  }
}
