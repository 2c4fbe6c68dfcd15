package dev.kiln.cli.images;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.console.ExitCode;
import dev.kiln.cli.json.ImageDocument;
import dev.kiln.model.image.KilnImage;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code kiln ami describe}. */
@Command(name = "describe", description = "Show all details of an image.")
public final class AmiDescribeCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(paramLabel = "<ami|name>", description = "The image's id or its name.")
  private String image = "";

  public AmiDescribeCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    ImageSearch.requireForm(image);
    try (Connection connection = invocation.connect()) {
      KilnImage found = new ImageSearch(invocation, connection).one(image);
      if (invocation.options().json()) {
        invocation.printJson(ImageDocument.of(found));
      } else {
        invocation.print(ImageText.of(found, invocation.console().clock().instant()));
      }
      return ExitCode.OK;
    }
  }
}
