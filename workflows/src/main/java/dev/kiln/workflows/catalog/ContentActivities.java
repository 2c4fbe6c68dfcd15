package dev.kiln.workflows.catalog;

import dev.kiln.model.AmiId;
import dev.kiln.model.diff.ContentDiff;
import io.temporal.activity.ActivityInterface;

/** Looking inside images. */
@ActivityInterface
public interface ContentActivities {
  /** Compares files and packages; where the cloud does not tell them, says so. */
  ContentDiff compareContent(AmiId left, AmiId right);
}
