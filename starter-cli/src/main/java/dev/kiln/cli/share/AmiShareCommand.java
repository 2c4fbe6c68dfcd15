package dev.kiln.cli.share;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.images.ImageSearch;
import dev.kiln.cli.receivers.ReceiverFlags;
import dev.kiln.model.image.KilnImage;
import dev.kiln.model.share.Grantee;
import dev.kiln.workflows.share.ShareActivities.Order.Change;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kiln ami share}. */
@Command(
    name = "share",
    description = {
      "Share an image in all its regions, or in those of --region.",
      "Grants that already exist stay as they are; if one region refuses, the others continue."
    })
public final class AmiShareCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(
      paramLabel = "<ami|name|template>",
      description = "The image's id or name, or a template for its newest image.")
  private String image = "";

  @Mixin private ReceiverFlags flags = new ReceiverFlags();

  @Option(
      names = "--snapshots",
      description = "Also share the snapshots, so that accounts can copy the image.")
  private boolean snapshots;

  @Option(names = "--dry-run", description = "Show the plan and change nothing.")
  private boolean dryRun;

  public AmiShareCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    ImageSearch.requireForm(image);
    List<Grantee> receivers = flags.someReceivers(invocation.console(), "share " + image);
    try (Connection connection = invocation.connect()) {
      SharedImages shared = SharedImages.read(invocation, connection);
      KilnImage found = shared.one(image);
      return shared.change(
          ImageSearch.askedName(found),
          shared.copies().everywhere(found),
          Change.GRANT,
          receivers,
          new SharingFlags(snapshots, dryRun));
    }
  }
}
