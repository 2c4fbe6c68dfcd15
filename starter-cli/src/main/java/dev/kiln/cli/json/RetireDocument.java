package dev.kiln.cli.json;

import dev.kiln.model.retire.Candidate;
import dev.kiln.model.retire.ImageUse;
import dev.kiln.model.retire.KeptImage;
import dev.kiln.model.retire.OrphanSnapshot;
import dev.kiln.model.retire.OwnedImage;
import dev.kiln.workflows.retire.RetirePlanWorkflow;
import dev.kiln.workflows.retire.RetireWorkflow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Plans and results of the commands that retire images. */
public final class RetireDocument {
  private RetireDocument() {}

  /** A plan; nothing was changed. */
  public static Map<String, Object> of(RetirePlanWorkflow.Plan plan, String status) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("status", status);
    document.put("images", plan.candidates().stream().map(RetireDocument::candidate).toList());
    document.put("snapshots", plan.orphans().stream().map(RetireDocument::orphan).toList());
    document.put("more", plan.more());
    document.put("kept", plan.kept().stream().map(RetireDocument::kept).toList());
    document.put("kept_count", plan.keptCount());
    savings(document, plan);
    document.put("notes", plan.notes());
    return document;
  }

  /** A plan to change images, which saves nothing. */
  public static Map<String, Object> change(RetirePlanWorkflow.Plan plan) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("status", "planned");
    document.put("images", plan.candidates().stream().map(RetireDocument::candidate).toList());
    document.put("notes", plan.notes());
    return document;
  }

  private static void savings(Map<String, Object> document, RetirePlanWorkflow.Plan plan) {
    document.put("saved_bytes", plan.savings().bytes());
    document.put("saved_dollars_per_month", plan.savings().dollarsPerMonth());
  }

  private static Map<String, Object> image(OwnedImage image) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("ami", image.image().ami().value());
    document.put("region", image.image().region().value());
    document.put("name", image.askedName());
    document.put("created", image.created().toString());
    document.put("stored_bytes", image.bytes());
    return document;
  }

  private static Map<String, Object> candidate(Candidate candidate) {
    Map<String, Object> document = image(candidate.image());
    document.put("uses", candidate.uses().stream().map(RetireDocument::use).toList());
    document.put("doubt", candidate.doubt());
    document.put("obstacle", candidate.obstacle());
    return document;
  }

  private static Map<String, Object> use(ImageUse use) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("kind", use.kind().toString().toLowerCase(Locale.ROOT));
    document.put("user", use.user());
    document.put("detail", use.detail());
    document.put("region", use.region().value());
    return document;
  }

  private static Map<String, Object> kept(KeptImage kept) {
    Map<String, Object> document = image(kept.image());
    document.put("reason", kept.reason());
    return document;
  }

  private static Map<String, Object> orphan(OrphanSnapshot orphan) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("snapshot", orphan.id());
    document.put("region", orphan.region().value());
    document.put("made_for", orphan.madeFor());
    document.put("created", orphan.created().toString());
    document.put("stored_bytes", orphan.bytes());
    return document;
  }

  /** Detached work. */
  public static Map<String, Object> started(String id, Optional<String> webUi) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("status", "started");
    document.put("workflow_id", id);
    document.put("web_ui", webUi);
    return document;
  }

  /**
   * The result.
   *
   * @param plan the plan behind the request, with its savings and notes
   */
  public static Map<String, Object> ended(
      RetireWorkflow.Report report, Optional<RetirePlanWorkflow.Plan> plan) {
    Map<String, Object> document = new LinkedHashMap<>();
    boolean some = report.images().stream().anyMatch(RetireWorkflow.ImageFate::succeeded);
    document.put("status", report.complete() ? "done" : some ? "partial" : "failed");
    document.putAll(done(report));
    if (report.action() == RetireWorkflow.Action.DELETE) {
      plan.ifPresent(known -> savings(document, known));
    }
    document.put("notes", plan.map(RetirePlanWorkflow.Plan::notes).orElse(List.of()));
    return document;
  }

  /** The progress so far. */
  public static Map<String, Object> progress(
      RetireWorkflow.Report report, String id, String state) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("workflow_id", id);
    document.put("status", state);
    document.putAll(done(report));
    return document;
  }

  private static Map<String, Object> done(RetireWorkflow.Report report) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("action", report.action().toString().toLowerCase(Locale.ROOT));
    document.put("images", report.images().stream().map(RetireDocument::fate).toList());
    document.put("snapshots", report.orphans().stream().map(RetireDocument::fate).toList());
    return document;
  }

  private static Map<String, Object> fate(RetireWorkflow.ImageFate fate) {
    Map<String, Object> document = image(fate.image());
    document.put("outcome", fate.outcome().toString().toLowerCase(Locale.ROOT));
    document.put("message", fate.message());
    document.put("snapshots", fate.snapshots().stream().map(RetireDocument::fate).toList());
    document.put("recoverable_until", JsonText.text(fate.recoverableUntil()));
    return document;
  }

  private static Map<String, Object> fate(RetireWorkflow.SnapshotFate fate) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("snapshot", fate.id());
    document.put("deleted", fate.deleted());
    document.put("reason", fate.reason());
    return document;
  }
}
