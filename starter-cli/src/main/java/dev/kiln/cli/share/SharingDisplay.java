package dev.kiln.cli.share;

import dev.kiln.cli.follow.Display;
import dev.kiln.cli.text.HumanText;
import dev.kiln.cli.text.Style;
import dev.kiln.cli.work.Run;
import dev.kiln.cli.work.Standing;
import dev.kiln.model.image.KilnImage;
import dev.kiln.workflows.share.ShareWorkflow;
import java.util.ArrayList;
import java.util.List;

/**
 * The text output of a change of permissions.
 *
 * @param images the images, for their names
 */
public record SharingDisplay(Style style, List<KilnImage> images)
    implements Display<ShareWorkflow.Request, ShareWorkflow.Report, ShareWorkflow.Report> {

  public SharingDisplay {
    images = List.copyOf(images);
  }

  @Override
  public List<String> summary(ShareWorkflow.Request request, ShareWorkflow.Report report) {
    return new ShareText(style, request, images).lines(report);
  }

  @Override
  public List<String> status(ShareWorkflow.Report progress, Run run, Standing standing) {
    List<String> lines = new ArrayList<>();
    lines.add("Sharing ID: " + run.id());
    lines.add("State:      " + standing.state());
    lines.add("Elapsed:    " + HumanText.duration(standing.elapsed()));
    progress.outcomes().forEach(outcome -> lines.addAll(ShareText.standing(style, outcome)));
    return lines;
  }
}
