package dev.kiln.model.layer;

import dev.kiln.model.TemplateHash;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One layer of a chain, compiled: the scripts for the builder, the checks on the result, and the
 * key to look the result up.
 *
 * @param template the template's slug, {@code [a-z0-9-]}, at most 60 characters
 * @param source the file or name the user wrote, for display
 * @param hash covers this layer and every layer below it
 * @param version the template's own version, if it has one
 * @param parent the slug of the layer below; absent for the lowest
 * @param base the base image of the lowest layer; a layer above starts from its parent's image
 * @param setup what this layer adds, in order; each script is complete and starts with a shebang
 * @param checks the checks of the whole chain, the lowest layer's first
 * @param tags the user's tags for the image
 * @param machine the builder to launch
 * @param hygiene whether keys, histories and machine ids are removed before the image is taken
 * @param bootTest whether an instance of the image must pass the checks before the image is used
 */
public record LayerSpec(
    String template,
    String source,
    TemplateHash hash,
    Optional<String> version,
    Optional<String> parent,
    BaseImage base,
    List<SetupStep> setup,
    List<Check> checks,
    Map<String, String> tags,
    BuilderMachine machine,
    boolean hygiene,
    boolean bootTest) {

  public LayerSpec {
    setup = List.copyOf(setup);
    checks = List.copyOf(checks);
    tags = Map.copyOf(tags);
  }
}
