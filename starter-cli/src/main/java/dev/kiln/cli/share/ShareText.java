package dev.kiln.cli.share;

import dev.kiln.cli.images.ImageSearch;
import dev.kiln.cli.text.HumanText;
import dev.kiln.cli.text.Style;
import dev.kiln.model.AmiId;
import dev.kiln.model.image.KilnImage;
import dev.kiln.model.share.Grantee;
import dev.kiln.workflows.share.ShareActivities.Order.Change;
import dev.kiln.workflows.share.ShareWorkflow;
import dev.kiln.workflows.share.SharingOutcome;
import java.util.ArrayList;
import java.util.List;

/** The result of a change of permissions, image by image. */
final class ShareText {
  private final Style style;
  private final ShareWorkflow.Request request;
  private final List<KilnImage> images;

  ShareText(Style style, ShareWorkflow.Request request, List<KilnImage> images) {
    this.style = style;
    this.request = request;
    this.images = images;
  }

  List<String> lines(ShareWorkflow.Report report) {
    List<String> lines = new ArrayList<>();
    report.outcomes().forEach(outcome -> add(outcome, lines));
    long regions =
        report.outcomes().stream().map(outcome -> outcome.image().region()).distinct().count();
    if (report.complete() && report.outcomes().size() > 1 && !request.dryRun()) {
      lines.add("");
      lines.add(
          "%s %s in %s."
              .formatted(
                  request.change() == Change.GRANT ? "Shared" : "Unshared",
                  HumanText.count(report.outcomes().size(), "AMI"),
                  HumanText.count(regions, "region")));
    }
    return lines;
  }

  /** The result for one image so far. */
  static List<String> standing(Style style, SharingOutcome outcome) {
    List<String> lines = new ArrayList<>();
    lines.add((outcome.complete() ? style.done() : style.failed()) + outcome.image());
    outcome.grants().forEach(grant -> lines.add("   " + line(grant)));
    return lines;
  }

  private void add(SharingOutcome outcome, List<String> lines) {
    List<Grantee> done =
        outcome.grants().stream()
            .filter(grant -> !grant.isRefused())
            .map(SharingOutcome.Grant::grantee)
            .toList();
    lines.add(
        "%sAMI %s (%s) in %s %s"
            .formatted(
                outcome.complete() ? style.done() : style.failed(),
                outcome.image().ami(),
                name(outcome.image().ami()),
                outcome.image().region(),
                done.isEmpty() ? "is unchanged" : verb() + people(done)));
    outcome.grants().forEach(grant -> lines.add("   " + line(grant)));
    if (request.change() == Change.GRANT) {
      explain(done, lines);
    }
    outcome.notes().forEach(note -> lines.add("   Note: " + note));
  }

  private String name(AmiId ami) {
    return images.stream()
        .filter(image -> image.ami().equals(ami))
        .findFirst()
        .map(ImageSearch::askedName)
        .orElse("?");
  }

  private String verb() {
    boolean grant = request.change() == Change.GRANT;
    if (request.dryRun()) {
      return grant ? "would be " : "would no longer be ";
    }
    return grant ? "is now " : "is no longer ";
  }

  private String people(List<Grantee> grantees) {
    List<String> parts = new ArrayList<>();
    for (Grantee.Kind kind : Grantee.Kind.values()) {
      long count = grantees.stream().filter(grantee -> grantee.kind() == kind).count();
      if (kind != Grantee.Kind.PUBLIC && count > 0) {
        parts.add(HumanText.count(count, kind.label()));
      }
    }
    String shared = parts.isEmpty() ? "" : "shared with " + String.join(" and ", parts);
    if (!grantees.contains(Grantee.PUBLIC)) {
      return shared;
    }
    String and = request.change() == Change.GRANT ? "public, and " : "public or ";
    return shared.isEmpty() ? "public" : and + shared;
  }

  private static String line(SharingOutcome.Grant grant) {
    return "%s: %s%s"
        .formatted(
            grant.grantee().equals(Grantee.PUBLIC) ? "all" : grant.grantee(),
            grant.outcome(),
            grant.reason().map(reason -> " (" + reason + ")").orElse(""));
  }

  private static void explain(List<Grantee> done, List<String> lines) {
    if (done.contains(Grantee.PUBLIC)) {
      lines.add("   Anyone can launch instances from this AMI");
    }
    if (done.stream().anyMatch(grantee -> grantee.kind() == Grantee.Kind.ORGANIZATION)) {
      lines.add("   All accounts of the organization can launch instances from this AMI");
    }
  }
}
