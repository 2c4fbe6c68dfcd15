package dev.kiln.cli.share;

import dev.kiln.cli.follow.Display;
import dev.kiln.cli.follow.Narration;
import dev.kiln.cli.text.HumanText;
import dev.kiln.cli.text.Style;
import dev.kiln.cli.work.Run;
import dev.kiln.cli.work.Standing;
import dev.kiln.model.image.KilnImage;
import dev.kiln.workflows.share.ShareReport;
import dev.kiln.workflows.share.ShareRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * A change of permissions as people see it.
 *
 * @param images the images as they were read, for their names
 */
public record SharingDisplay(Style style, List<KilnImage> images)
    implements Display<ShareRequest, ShareReport, ShareReport> {

  public SharingDisplay {
    images = List.copyOf(images);
  }

  @Override
  public List<String> head(ShareRequest request, Run run) {
    return List.of();
  }

  @Override
  public Narration<ShareReport> narration(boolean live) {
    return Narration.none();
  }

  @Override
  public List<String> summary(ShareRequest request, ShareReport report) {
    return new ShareText(style, request, images).lines(report);
  }

  @Override
  public List<String> status(ShareReport progress, Run run, Standing standing) {
    List<String> lines = new ArrayList<>();
    lines.add("Sharing ID: " + run.id());
    lines.add("State:      " + standing.state());
    lines.add("Elapsed:    " + HumanText.duration(standing.elapsed()));
    progress.outcomes().forEach(outcome -> lines.addAll(ShareText.standing(style, outcome)));
    return lines;
  }
}
