package dev.kiln.cli.images;

import dev.kiln.cli.text.HumanText;
import dev.kiln.cli.text.Style;
import dev.kiln.model.diff.Change;
import dev.kiln.model.diff.ContentDiff;
import dev.kiln.model.diff.ImageDiff;
import dev.kiln.model.image.KilnImage;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The difference between two images as text. */
final class DiffReport {
  /** Nobody reads more lines than this on a screen; the JSON has all of them. */
  private static final int SHOWN = 50;

  private static final Pattern LONG_DIGEST = Pattern.compile("(?<=sha256 [0-9a-f]{12})[0-9a-f]+");

  private final List<String> lines = new ArrayList<>();
  private final Style style;

  private DiffReport(Style style) {
    this.style = style;
  }

  static List<String> lines(ImageDiff diff, Style style) {
    DiffReport report = new DiffReport(style);
    report.lines.add("- " + title(diff.left()));
    report.lines.add("+ " + title(diff.right()));
    report.section("Properties", diff.facts());
    report.section("Layers", diff.layers());
    if (!diff.versions().isEmpty()) {
      report.section("Versions of templates", diff.versions());
    }
    report.section("Tags", diff.tags());
    report.content(diff.content());
    report.lines.add("");
    report.lines.add(verdict(diff));
    return report.lines;
  }

  private static String verdict(ImageDiff diff) {
    if (diff.left().ami().equals(diff.right().ami())) {
      return "Both are the same image.";
    }
    if (!diff.same()) {
      return "The images are different.";
    }
    return diff.content().untold().isPresent()
        ? "As far as Kiln knows, the images are interchangeable."
        : "The images are interchangeable.";
  }

  private static String title(KilnImage image) {
    return "%s (%s) in %s".formatted(image.name(), image.ami(), image.key().region());
  }

  private void content(ContentDiff content) {
    if (content.untold().isPresent()) {
      lines.add("");
      lines.add("Packages and files: not compared; " + content.untold().get());
      return;
    }
    if (content.packages().isPresent()) {
      section("Packages", content.packages().get());
    } else {
      lines.add("");
      lines.add("Packages: not compared; Kiln reads only dpkg's database");
    }
    String without =
        content.unlistedBase() ? " above the base, whose own files are not listed" : "";
    section("Files" + without, content.files(), content.fileChanges());
  }

  private void section(String name, List<Change> changes) {
    section(name, changes, changes.size());
  }

  private void section(String name, List<Change> changes, int all) {
    lines.add("");
    if (all == 0) {
      lines.add(name + ": the same");
      return;
    }
    lines.add(style.bold(name + ": " + HumanText.count(all, "difference")));
    changes.stream().limit(SHOWN).map(this::line).forEach(lines::add);
    if (all > SHOWN) {
      lines.add("  and " + (all - SHOWN) + " more; see --output json");
    }
  }

  private String line(Change change) {
    String line = "  " + change.sign() + " " + change.what() + ": " + values(change);
    return switch (change.sign()) {
      case "+" -> style.good(line);
      case "-" -> style.bad(line);
      default -> style.notable(line);
    };
  }

  private static String values(Change change) {
    if (change.left().isEmpty() || change.right().isEmpty()) {
      return shortened(change.left().or(change::right).orElse(""));
    }
    List<String> left = List.of(change.left().get().split(", "));
    List<String> right = List.of(change.right().get().split(", "));
    return shortened(differing(left, right) + " -> " + differing(right, left));
  }

  /** The values that differ between two lists of the same length. */
  private static String differing(List<String> values, List<String> others) {
    boolean comparable = values.size() == others.size();
    return IntStream.range(0, values.size())
        .filter(i -> !comparable || !values.get(i).equals(others.get(i)))
        .mapToObj(values::get)
        .collect(Collectors.joining(", "));
  }

  private static String shortened(String values) {
    return LONG_DIGEST.matcher(values).replaceAll("");
  }
}
