package dev.kiln.cli.share;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.console.ExitCode;
import dev.kiln.cli.images.ImageSearch;
import dev.kiln.cli.json.PermissionsDocument;
import dev.kiln.model.image.KilnImage;
import dev.kiln.model.share.PermissionsAudit;
import dev.kiln.workflows.share.PermissionsWorkflow;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code kiln ami permissions}. */
@Command(
    name = "permissions",
    description = {
      "Show who may use which images, in all regions or those of --region.",
      "It points out copies of one image that are shared differently."
    })
public final class AmiPermissionsCommand implements Callable<Integer> {
  /** More images than EC2 answers about in a few seconds. */
  private static final int MANY = 200;

  private final Invocation invocation;

  @Parameters(
      paramLabel = "<ami|name|template>",
      arity = "0..1",
      description = "Show only this image and its copies.")
  private Optional<String> of = Optional.empty();

  public AmiPermissionsCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    of.ifPresent(ImageSearch::requireForm);
    try (Connection connection = invocation.connect()) {
      SharedImages shared = SharedImages.read(invocation, connection);
      List<KilnImage> images =
          of.map(shared::one).map(shared.copies()::everywhere).orElseGet(shared::all);
      if (images.size() > MANY) {
        invocation.note(
            "EC2 answers about 20 such questions a second, so %,d images take a while; name an image or a template to ask about fewer"
                .formatted(images.size()));
      }
      PermissionsWorkflow.Report read = shared.permissions(images);
      PermissionsAudit audit = PermissionsAudit.of(images, read.permissions(), shared.copies());
      if (invocation.options().json()) {
        invocation.printJson(PermissionsDocument.of(audit, read.unread()));
      } else {
        invocation.print(PermissionsText.of(audit));
      }
      return ExitCode.OK;
    }
  }
}
