package dev.kiln.workflows.catalog;

import dev.kiln.model.AmiId;
import dev.kiln.model.diff.ContentDiff;
import io.temporal.activity.ActivityInterface;

/** Looks inside images. */
@ActivityInterface
public interface ContentActivities {
  /** Compares files and packages, or says that the cloud cannot show them. */
  ContentDiff compareContent(AmiId left, AmiId right);
}
