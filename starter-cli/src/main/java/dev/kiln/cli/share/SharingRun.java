package dev.kiln.cli.share;

import dev.kiln.cli.CliFailure;
import dev.kiln.cli.ExitCode;
import dev.kiln.cli.Invocation;
import dev.kiln.cli.json.ShareDocument;
import dev.kiln.cli.text.HumanText;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.image.KilnImage;
import dev.kiln.model.share.Grantee;
import dev.kiln.model.share.ImageCopies;
import dev.kiln.workflows.share.ShareActivities.Order.Change;
import dev.kiln.workflows.share.ShareWorkflow;
import dev.kiln.workflows.share.SharingOutcome;
import java.util.List;

/**
 * One change of permissions from the question to the exit code.
 *
 * @param name what the user calls that which is shared
 */
record SharingRun(
    Invocation invocation,
    SharedImages shared,
    String name,
    List<KilnImage> images,
    Change change,
    List<Grantee> grantees) {

  /** Does it, and prints what became of it. */
  int run(boolean volumes, boolean dryRun) {
    List<RegionalAmi> places = images.stream().map(ImageCopies::place).toList();
    if (change == Change.GRANT && grantees.contains(Grantee.PUBLIC) && !dryRun) {
      invocation.confirm(
          "share %s with everybody (%s)"
              .formatted(
                  name, String.join(", ", places.stream().map(RegionalAmi::toString).toList())));
    }
    ShareWorkflow.Request request =
        new ShareWorkflow.Request(
            SharedImages.unique(), name, places, change, grantees, volumes, dryRun);
    ShareWorkflow.Report report = shared.change(request);
    if (invocation.options().json()) {
      invocation.printJson(ShareDocument.of(request, images, report));
    } else {
      invocation.print(new ShareText(invocation.style(), request, images).lines(report));
    }
    if (!report.complete()) {
      throw refused(report, shared.retryHint(request));
    }
    return ExitCode.OK;
  }

  private CliFailure refused(ShareWorkflow.Report report, String retry) {
    long refused = report.outcomes().stream().filter(outcome -> !outcome.complete()).count();
    boolean partial =
        report.outcomes().stream()
            .flatMap(outcome -> outcome.grants().stream())
            .anyMatch(grant -> !grant.isRefused());
    String what = change == Change.GRANT ? "sharing" : "unsharing";
    String regions =
        String.join(
            ", ",
            report.outcomes().stream()
                .filter(outcome -> !outcome.complete())
                .map(SharingOutcome::image)
                .map(RegionalAmi::toString)
                .toList());
    return new CliFailure(
        "%s %s is %s: %s of %s refused (%s); mend the reasons above, then %s, which does only what is missing"
            .formatted(
                what,
                name,
                partial ? "partial" : "refused",
                refused,
                HumanText.count(report.outcomes().size(), "image"),
                regions,
                retry));
  }
}
