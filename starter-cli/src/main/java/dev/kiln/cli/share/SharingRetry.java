package dev.kiln.cli.share;

import dev.kiln.cli.CliFailure;
import dev.kiln.cli.Invocation;
import dev.kiln.cli.connect.Connection;
import dev.kiln.model.image.KilnImage;
import dev.kiln.model.share.ImageCopies;
import dev.kiln.workflows.share.PermissionsWorkflow.Query.Detail;
import dev.kiln.workflows.share.ShareWorkflow;
import java.util.List;

/**
 * A change of permissions that is asked for once more.
 *
 * @param connection to where it was asked for the first time
 */
public record SharingRetry(Invocation invocation, Connection connection) {

  /** Does for those images that are still there what is not done yet. */
  public int run(ShareWorkflow.Request was) {
    SharedImages shared = SharedImages.read(invocation, connection, Detail.IMAGES);
    List<KilnImage> images =
        shared.report().images().stream()
            .filter(image -> was.images().contains(ImageCopies.place(image)))
            .toList();
    if (images.isEmpty()) {
      throw new CliFailure(
          "cannot change again who may use '%s': none of its images is there any more"
              .formatted(was.name()));
    }
    return new SharingRun(invocation, shared, was.name(), images, was.change(), was.grantees())
        .run(was.volumes(), was.dryRun());
  }
}
