package dev.kiln.workflows.registry;

import dev.kiln.model.Architecture;
import dev.kiln.model.Region;
import dev.kiln.model.TemplateHash;
import dev.kiln.model.registry.RegisteredTemplate;
import dev.kiln.model.registry.Release;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;
import java.util.Optional;

/** Records the existing images of a template as a release, and moves a channel to it. */
@WorkflowInterface
public interface RecordReleaseWorkflow {
  /** {@code record-gromacs-dev-1a2b3c4d}. */
  static String id(Request request) {
    return MoveChannelWorkflow.id(request.move());
  }

  @WorkflowMethod
  MoveChannelWorkflow.Report recordRelease(Request request);

  /**
   * The images of a template to record, and the channel to move to them.
   *
   * @param move the move that follows; it names registry, template and channel
   * @param hash of the template in its present state
   * @param regions to look in; empty for all regions
   * @param architectures empty for all
   */
  record Request(
      MoveChannelWorkflow.Request move,
      RegisteredTemplate.Card card,
      TemplateHash hash,
      Optional<String> version,
      Optional<Release.Parent> parent,
      List<Region> regions,
      List<Architecture> architectures) {
    public Request {
      regions = List.copyOf(regions);
      architectures = List.copyOf(architectures);
    }
  }
}
