package dev.kiln.cli.retire;

import dev.kiln.cli.follow.Narration;
import dev.kiln.cli.text.Style;
import dev.kiln.workflows.retire.RetireWorkflow;
import java.util.List;

/** The progress of a retirement, each image once. */
final class RetireNarration implements Narration<RetireWorkflow.Report> {
  private final Style style;
  private int shown;

  RetireNarration(Style style) {
    this.style = style;
  }

  @Override
  public List<String> news(RetireWorkflow.Report progress) {
    RetireText text = new RetireText(style, progress.action());
    List<String> lines =
        progress.images().stream().skip(shown).flatMap(fate -> text.lines(fate).stream()).toList();
    shown = Math.max(shown, progress.images().size());
    return lines;
  }
}
