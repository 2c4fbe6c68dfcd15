package dev.kiln.workflows.registry;

import dev.kiln.model.Architecture;
import dev.kiln.model.Region;
import dev.kiln.model.TemplateHash;
import dev.kiln.model.registry.RegisteredTemplate;
import dev.kiln.model.registry.Release;
import java.util.List;
import java.util.Optional;

/**
 * The images of a template to record, and the channel to move to them.
 *
 * @param move the move that follows; it names registry, template and channel
 * @param hash of the template as it is now
 * @param regions where to look; none means everywhere
 * @param architectures none means all that there are
 */
public record RecordRequest(
    MoveRequest move,
    RegisteredTemplate.Card card,
    TemplateHash hash,
    Optional<String> version,
    Optional<Release.Parent> parent,
    List<Region> regions,
    List<Architecture> architectures) {
  public RecordRequest {
    regions = List.copyOf(regions);
    architectures = List.copyOf(architectures);
  }
}
