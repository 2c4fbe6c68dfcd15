package dev.kiln.workflows.build;

import dev.kiln.model.layer.LayerSpec;
import dev.kiln.workflows.SearchAttributes;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.Locale;

/** Finds or builds every layer of a chain, lowest first. */
@WorkflowInterface
public interface BuildWorkflow {
  /** The key of a memo that says that the image is not everywhere where it was asked for. */
  String PARTIAL = "partial";

  /** What {@link #id} begins with. */
  String PREFIX = "build-";

  /** Readable, unique, and only of characters that the Web UI can link. */
  static String id(BuildRequest request) {
    String name = request.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]+", "-");
    return PREFIX + name + "-" + request.buildId();
  }

  /** What it is searched by. */
  static io.temporal.common.SearchAttributes searchAttributes(BuildRequest request) {
    LayerSpec top = request.layers().get(request.layers().size() - 1);
    return io.temporal.common.SearchAttributes.newBuilder()
        .set(SearchAttributes.TEMPLATE, top.template())
        .set(SearchAttributes.LAYER_HASH, top.hash().value())
        .set(SearchAttributes.REGION, request.region().value())
        .set(SearchAttributes.BUILD_ID, request.buildId())
        .build();
  }

  @WorkflowMethod
  BuildReport build(BuildRequest request);

  /** How far it is, layer by layer. */
  @QueryMethod
  BuildProgress buildProgress();
}
