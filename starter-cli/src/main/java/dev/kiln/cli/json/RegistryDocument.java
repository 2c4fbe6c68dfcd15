package dev.kiln.cli.json;

import dev.kiln.model.registry.ChannelName;
import dev.kiln.model.registry.Registry;
import dev.kiln.model.registry.Release;
import dev.kiln.model.registry.Violation;
import dev.kiln.workflows.registry.MoveChannelWorkflow;
import dev.kiln.workflows.registry.RegistryActivities;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Registries and moves of their channels. */
public final class RegistryDocument {
  private RegistryDocument() {}

  /** The registry itself; its readers rely on this format. */
  public static Object of(Registry registry) {
    return registry;
  }

  /** The document of a detached move. */
  public static Map<String, Object> started(String template, ChannelName channel, String id) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("template", template);
    document.put("channel", channel.value());
    document.put("status", "started");
    document.put("workflow_id", id);
    return document;
  }

  /** The document of a move. */
  public static Map<String, Object> of(MoveChannelWorkflow.Report report) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("template", report.template());
    document.put("channel", report.channel().value());
    document.put("status", status(report));
    document.put("release", report.release().id());
    document.put("version", report.release().version());
    document.put("before", report.before().map(Release::id));
    document.put(
        "images", report.release().entries().stream().map(RegistryDocument::image).toList());
    document.put(
        "violations", report.violations().stream().map(RegistryDocument::violation).toList());
    document.put(
        "parameters", report.parameters().stream().map(RegistryDocument::parameter).toList());
    return document;
  }

  private static Map<String, Object> parameter(RegistryActivities.PublishedParameter parameter) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("region", parameter.region().value());
    document.put("name", parameter.name());
    document.put("ami", JsonText.text(parameter.ami()));
    document.put("problem", parameter.problem());
    return document;
  }

  private static Map<String, Object> image(Release.Entry entry) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("region", entry.region().value());
    document.put("architecture", entry.architecture().toString());
    document.put("ami", entry.image().ami().value());
    document.put("validated", entry.image().validated());
    return document;
  }

  private static String status(MoveChannelWorkflow.Report report) {
    return report.partial() ? "partial" : report.outcome().name().toLowerCase(Locale.ROOT);
  }

  private static Map<String, Object> violation(Violation violation) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("region", violation.region().value());
    document.put("architecture", violation.architecture().toString());
    document.put("rule", violation.rule().toString());
    document.put("fact", violation.fact());
    return document;
  }
}
