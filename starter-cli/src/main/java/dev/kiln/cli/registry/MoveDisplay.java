package dev.kiln.cli.registry;

import dev.kiln.cli.follow.Display;
import dev.kiln.cli.follow.Narration;
import dev.kiln.cli.text.Style;
import dev.kiln.cli.work.Run;
import dev.kiln.cli.work.Standing;
import dev.kiln.workflows.registry.MoveReport;
import java.util.List;

/** The move of a channel as people see it. */
public record MoveDisplay<Q>(Style style) implements Display<Q, MoveReport, MoveReport> {

  @Override
  public List<String> head(Q request, Run run) {
    return List.of();
  }

  @Override
  public Narration<MoveReport> narration(boolean live) {
    return Narration.none();
  }

  @Override
  public List<String> summary(Q request, MoveReport report) {
    return new MoveText(style).lines(report);
  }

  @Override
  public List<String> status(MoveReport progress, Run run, Standing standing) {
    return new MoveText(style).lines(progress);
  }
}
