package dev.kiln.cli.registry;

import dev.kiln.cli.follow.Display;
import dev.kiln.cli.follow.Narration;
import dev.kiln.cli.text.Style;
import dev.kiln.cli.work.Run;
import dev.kiln.cli.work.Standing;
import dev.kiln.workflows.registry.MoveChannelWorkflow;
import java.util.List;

/** The move of a channel as people see it. */
public record MoveDisplay<Q>(Style style)
    implements Display<Q, MoveChannelWorkflow.Report, MoveChannelWorkflow.Report> {

  @Override
  public List<String> head(Q request, Run run) {
    return List.of();
  }

  @Override
  public Narration<MoveChannelWorkflow.Report> narration(boolean live) {
    return Narration.none();
  }

  @Override
  public List<String> summary(Q request, MoveChannelWorkflow.Report report) {
    return new MoveText(style).lines(report);
  }

  @Override
  public List<String> status(MoveChannelWorkflow.Report progress, Run run, Standing standing) {
    return new MoveText(style).lines(progress);
  }
}
