package dev.kiln.workflows.build;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.Locale;

/** Finds or builds every layer of a chain, lowest first. */
@WorkflowInterface
public interface BuildWorkflow {
  /** Readable, unique, and only of characters that the Web UI can link. */
  static String id(BuildRequest request) {
    String name = request.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]+", "-");
    return "build-" + name + "-" + request.buildId();
  }

  @WorkflowMethod
  BuildReport build(BuildRequest request);

  /** How far it is, layer by layer. */
  @QueryMethod
  BuildProgress buildProgress();
}
