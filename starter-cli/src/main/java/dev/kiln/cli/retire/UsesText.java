package dev.kiln.cli.retire;

import dev.kiln.cli.text.Style;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.retire.Candidate;
import dev.kiln.model.retire.ImageUse;
import dev.kiln.model.retire.OwnedImage;
import dev.kiln.model.retire.UseKind;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The objections to retiring an image, as text. */
final class UsesText {
  private static final Duration COOLDOWN = Duration.ofHours(24);

  private final Candidate candidate;

  UsesText(Candidate candidate) {
    this.candidate = candidate;
  }

  /** A warning that the image is or may be in use, with its uses. */
  List<String> warning(Style style) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s %s %s"
            .formatted(
                style.notable("Warning:"),
                candidate.image().label(),
                candidate.uses().isEmpty() ? "may be in use" : "is in use"));
    lines.addAll(lines());
    return lines;
  }

  /** Its uses by kind, and other obstacles. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    Map<UseKind, List<ImageUse>> kinds = new EnumMap<>(UseKind.class);
    candidate
        .uses()
        .forEach(use -> kinds.computeIfAbsent(use.kind(), k -> new ArrayList<>()).add(use));
    kinds.forEach(
        (kind, uses) -> {
          lines.add("   " + kind.counted(uses.size()) + ":");
          uses.forEach(use -> lines.add("   - " + use.text() + elsewhere(use)));
        });
    candidate.doubt().ifPresent(doubt -> lines.add("   " + doubt));
    candidate.obstacle().ifPresent(obstacle -> lines.add("   " + obstacle));
    return lines;
  }

  private String elsewhere(ImageUse use) {
    return use.region().equals(candidate.image().image().region()) ? "" : " in " + use.region();
  }

  /** The options, numbered. */
  List<String> options(Instant now) {
    RegionalAmi image = candidate.image().image();
    String delete = "kiln ami delete " + image.ami();
    if (candidate.obstacle().isPresent()) {
      return List.of(
          "  1. Disable its protection first: aws ec2 disable-image-deregistration-protection"
              + " --image-id %s --region %s".formatted(image.ami(), image.region()),
          "     " + whenUnprotected(candidate.image(), now) + delete,
          "  2. Cancel");
    }
    List<String> dependents = dependents();
    String first =
        dependents.isEmpty()
            ? "End these uses first, then: " + delete
            : "Delete dependents first: kiln ami delete " + String.join(" ", dependents);
    return List.of(
        "  1. " + first,
        "  2. Force delete (breaks %s): %s --force"
            .formatted(dependents.isEmpty() ? "everything that uses it" : "builds", delete),
        "  3. Cancel");
  }

  private static String whenUnprotected(OwnedImage image, Instant now) {
    return image.protection().contains("with-cooldown")
        ? "after its 24-hour cooldown, at the earliest "
            + now.plus(COOLDOWN).truncatedTo(ChronoUnit.MINUTES)
            + ": "
        : "then: ";
  }

  /** The ids of the dependent images. */
  List<String> dependents() {
    return candidate.uses().stream().filter(ImageUse::byImage).map(ImageUse::user).toList();
  }
}
