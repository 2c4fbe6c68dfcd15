package dev.kiln.cli.json;

import dev.kiln.model.image.KilnImage;
import dev.kiln.workflows.share.ShareWorkflow;
import dev.kiln.workflows.share.SharingOutcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The result of a change of permissions, as {@code ami share} and related commands give it. */
public final class ShareDocument {
  private ShareDocument() {}

  /** The document of a change, planned or made. */
  public static Map<String, Object> of(
      ShareWorkflow.Request request, List<KilnImage> images, ShareWorkflow.Report report) {
    boolean some =
        report.outcomes().stream()
            .flatMap(outcome -> outcome.grants().stream())
            .anyMatch(grant -> !grant.isRefused());
    String done = request.dryRun() ? "planned" : "succeeded";
    return document(
        Optional.of(ShareWorkflow.id(request)),
        request.name(),
        report.complete() ? done : some ? "partial" : "failed",
        report.outcomes().stream().map(outcome -> image(outcome, images)).toList());
  }

  /** The document of a detached change. */
  public static Map<String, Object> started(String id, String name) {
    return document(Optional.of(id), name, "started", List.of());
  }

  /** The document of a change in its current state. */
  public static Map<String, Object> progress(String id, String state, ShareWorkflow.Report report) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("share_id", id);
    document.put("status", state);
    document.put(
        "images", report.outcomes().stream().map(outcome -> image(outcome, List.of())).toList());
    return document;
  }

  /** The document of a change with nothing left to do. */
  public static Map<String, Object> nothing(String name) {
    return document(Optional.empty(), name, "succeeded", List.of());
  }

  private static Map<String, Object> document(
      Optional<String> id, String name, String status, List<?> images) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("share_id", id);
    document.put("name", name);
    document.put("status", status);
    document.put("images", images);
    return document;
  }

  private static Map<String, Object> image(SharingOutcome outcome, List<KilnImage> images) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("ami", outcome.image().ami().value());
    document.put("region", outcome.image().region().value());
    document.put(
        "name",
        images.stream()
            .filter(image -> image.ami().equals(outcome.image().ami()))
            .findFirst()
            .map(KilnImage::name));
    document.put("receivers", receivers(outcome));
    document.put("notes", outcome.notes());
    return document;
  }

  /** The result for each receiver of one image. */
  static List<Map<String, Object>> receivers(SharingOutcome outcome) {
    return outcome.grants().stream().map(ShareDocument::receiver).toList();
  }

  private static Map<String, Object> receiver(SharingOutcome.Grant grant) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("receiver", grant.grantee().value());
    document.put("kind", grant.grantee().kind().name().toLowerCase(Locale.ROOT));
    document.put("outcome", grant.outcome().name().toLowerCase(Locale.ROOT));
    document.put("reason", grant.reason());
    return document;
  }
}
