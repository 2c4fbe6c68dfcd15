package dev.kiln.workflows.catalog;

import dev.kiln.model.AmiId;
import dev.kiln.model.diff.ContentDiff;
import dev.kiln.workflows.ActivityStubs;

/** One activity. */
public final class CompareWorkflowImpl implements CompareWorkflow {
  private final ContentActivities content = ActivityStubs.looks(ContentActivities.class);

  @Override
  public ContentDiff compare(AmiId left, AmiId right) {
    return content.compareContent(left, right);
  }
}
