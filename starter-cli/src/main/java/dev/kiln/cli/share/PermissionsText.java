package dev.kiln.cli.share;

import dev.kiln.cli.images.ImageSearch;
import dev.kiln.cli.text.HumanText;
import dev.kiln.cli.text.Table;
import dev.kiln.model.share.Grantee;
import dev.kiln.model.share.PermissionsAudit;
import dev.kiln.model.share.PermissionsAudit.Line;
import java.util.ArrayList;
import java.util.List;

/** A table of images and their receivers. */
final class PermissionsText {
  private PermissionsText() {}

  static List<String> of(PermissionsAudit audit) {
    if (audit.lines().isEmpty()) {
      return List.of("No images.");
    }
    Table table = new Table().row("IMAGE", "AMI", "REGION", "MAY COPY", "MAY LAUNCH");
    for (Line line : audit.lines()) {
      table.row(
          ImageSearch.askedName(line.image()),
          line.image().ami().value(),
          line.image().key().region().value(),
          names(line.permissions().volumes()),
          names(line.permissions().launch()));
    }
    List<String> lines = new ArrayList<>(table.lines(""));
    List<Line> different = audit.lines().stream().filter(line -> !line.lacks().isEmpty()).toList();
    if (!different.isEmpty()) {
      lines.add("");
      lines.add("Copies that are shared differently:");
      different.forEach(
          line ->
              lines.add(
                  "  %s (%s) in %s lacks %s"
                      .formatted(
                          ImageSearch.askedName(line.image()),
                          line.image().ami(),
                          line.image().key().region(),
                          names(line.lacks()))));
    }
    lines.add("");
    lines.add(
        "%s: %d public, %d shared, %d private."
            .formatted(
                HumanText.count(audit.lines().size(), "image"),
                audit.publicImages(),
                audit.sharedImages(),
                audit.privateImages()));
    return lines;
  }

  private static String names(List<Grantee> grantees) {
    return grantees.isEmpty()
        ? "-"
        : String.join(", ", grantees.stream().map(Grantee::value).toList());
  }
}
