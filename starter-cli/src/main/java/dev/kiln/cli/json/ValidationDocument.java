package dev.kiln.cli.json;

import dev.kiln.workflows.image.CheckResult;
import dev.kiln.workflows.validate.ValidateWorkflow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A validation, as {@code ami validate}, {@code ami test} and {@code ami status} give it. */
public final class ValidationDocument {
  private ValidationDocument() {}

  /** A detached validation. */
  public static Map<String, Object> started(
      String name, String workflowId, Optional<String> webUi) {
    return head(Optional.of(name), workflowId, "started", webUi);
  }

  /** A running validation. */
  public static Map<String, Object> running(
      String workflowId,
      String status,
      Optional<String> webUi,
      List<ValidateWorkflow.Result> images) {
    Map<String, Object> document = head(Optional.empty(), workflowId, status, webUi);
    document.put("images", images.stream().map(ValidationDocument::image).toList());
    return document;
  }

  /** An ended validation. */
  public static Map<String, Object> ended(
      String workflowId,
      String status,
      Optional<String> webUi,
      ValidateWorkflow.Report report,
      Optional<String> error) {
    Map<String, Object> document = head(Optional.of(report.name()), workflowId, status, webUi);
    document.put("elapsed_seconds", JsonText.seconds(report.elapsed()));
    document.put("images", report.images().stream().map(ValidationDocument::image).toList());
    document.put("error", error);
    return document;
  }

  private static Map<String, Object> head(
      Optional<String> name, String workflowId, String status, Optional<String> webUi) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("validation_id", workflowId);
    document.put("status", status);
    document.put("web_ui", webUi);
    document.put("name", name);
    return document;
  }

  private static Map<String, Object> image(ValidateWorkflow.Result image) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("ami", JsonText.text(image.ami()));
    document.put("template", image.key().template());
    document.put("hash", image.key().hash().value());
    document.put("architecture", image.key().architecture().toString());
    document.put("region", image.key().region().value());
    document.put("state", image.state().toString().toLowerCase(Locale.ROOT));
    document.put("took_seconds", JsonText.seconds(image.took()));
    document.put("checks", image.checks().stream().map(ValidationDocument::check).toList());
    document.put("detail", image.detail());
    return document;
  }

  private static Map<String, Object> check(CheckResult check) {
    Map<String, Object> document = BuildDocument.check(check);
    document.put("output", check.output());
    return document;
  }
}
