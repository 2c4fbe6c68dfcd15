package dev.kiln.workflows.retire;

import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.workflows.retire.RetireWorkflow.ImageFate;
import dev.kiln.workflows.retire.RetireWorkflow.SnapshotFate;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Keeps the results so far, for the command line and the Web UI. */
final class RetireProgress {
  /** The Web UI shows the newest results; the report has all. */
  private static final int SHOWN = 50;

  private final RetireWorkflow.Request request;
  private final List<ImageFate> images = new ArrayList<>();
  private final List<SnapshotFate> orphans = new ArrayList<>();

  RetireProgress(RetireWorkflow.Request request) {
    this.request = request;
  }

  void ended(ImageFate fate) {
    images.add(fate);
    show();
  }

  void orphans(List<SnapshotFate> fates) {
    orphans.addAll(fates);
    show();
  }

  void recoverable(List<RetireActivities.Recoverable> found) {
    for (RetireActivities.Recoverable recoverable : found) {
      images.replaceAll(
          fate ->
              fate.image().image().ami().equals(recoverable.ami())
                  ? fate.withRecoverableUntil(Optional.of(recoverable.until()))
                  : fate);
    }
    show();
  }

  List<AmiId> deletedIn(Region region) {
    return images.stream()
        .filter(ImageFate::succeeded)
        .map(fate -> fate.image().image())
        .filter(image -> image.region().equals(region))
        .map(image -> image.ami())
        .toList();
  }

  RetireWorkflow.Report report() {
    return new RetireWorkflow.Report(request.requestId(), request.action(), images, orphans);
  }

  /** For the Web UI. */
  void show() {
    StringBuilder text = new StringBuilder();
    text.append(
        "**%s**: %d of %d\n\n"
            .formatted(request.summary(), images.size(), request.images().size()));
    text.append("| image | region | end | |\n|---|---|---|---|\n");
    for (ImageFate fate : images.subList(Math.max(0, images.size() - SHOWN), images.size())) {
      text.append(
          "| %s | %s | %s | %s |\n"
              .formatted(
                  fate.image().label(),
                  fate.image().image().region(),
                  fate.outcome().toString().toLowerCase(Locale.ROOT),
                  fate.message().replace('|', '/')));
    }
    Workflow.setCurrentDetails(text.toString());
  }
}
