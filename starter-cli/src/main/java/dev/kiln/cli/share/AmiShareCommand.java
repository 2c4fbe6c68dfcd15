package dev.kiln.cli.share;

import dev.kiln.cli.Invocation;
import dev.kiln.cli.ami.ImageSearch;
import dev.kiln.cli.connect.Connection;
import dev.kiln.model.image.KilnImage;
import dev.kiln.model.share.Grantee;
import dev.kiln.workflows.share.PermissionsWorkflow.Query.Detail;
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
      "Let others use an image, in every region it is in, or in those of --region.",
      "What is shared already stays as it is; one region's refusal does not keep the others."
    })
public final class AmiShareCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(
      paramLabel = "<ami|name|template>",
      description = "The image's id or name, or a template, which means its newest image.")
  private String image = "";

  @Mixin private ReceiverFlags flags = new ReceiverFlags();

  @Option(
      names = "--snapshots",
      description = "Share the snapshots too, so that accounts can copy the image.")
  private boolean snapshots;

  @Option(names = "--dry-run", description = "Show what would be done, and do none of it.")
  private boolean dryRun;

  public AmiShareCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    ImageSearch.requireForm(image);
    List<Grantee> receivers = flags.someReceivers(invocation.console(), "share " + image);
    try (Connection connection = invocation.connect()) {
      SharedImages shared = SharedImages.read(invocation, connection, Detail.IMAGES);
      KilnImage found = shared.one(image);
      return new SharingRun(
              invocation,
              shared,
              ImageSearch.askedName(found),
              shared.copies().everywhere(found),
              Change.GRANT,
              receivers)
          .run(snapshots, dryRun);
    }
  }
}
