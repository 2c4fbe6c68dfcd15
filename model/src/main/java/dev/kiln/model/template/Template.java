package dev.kiln.model.template;

import dev.kiln.model.Architecture;
import dev.kiln.model.Region;
import dev.kiln.model.layer.BuilderMachine;
import dev.kiln.model.source.Diagnostic;
import dev.kiln.model.source.Located;
import dev.kiln.model.yaml.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One template, parsed and checked, with its parameters replaced by their values.
 *
 * @param location the place it was read from
 * @param slug {@code [a-z0-9-]}, part of every image's key
 * @param title the name as written
 * @param base a canonical vendor name, an AMI id, or {@link #AMI_BASED}
 * @param hygiene absent if the template does not set it
 * @param bootTest whether the finished image is booted and checked; absent if the template does not
 *     set it
 * @param carried values for other tools, by key
 * @param warnings problems that do not stop a build
 */
public record Template(
    String location,
    String slug,
    String title,
    Optional<String> version,
    Optional<String> description,
    Optional<Located<ParentReference>> parent,
    Optional<Located<String>> base,
    List<Architecture> architectures,
    List<Region> regions,
    List<Parameter> parameters,
    LayerContent content,
    Map<String, String> tags,
    List<Integer> ports,
    BuilderMachine machine,
    Optional<Boolean> hygiene,
    Optional<Boolean> bootTest,
    Map<String, Value> carried,
    List<Diagnostic> warnings) {

  /** The base of a template that lists ready images for a launcher and names none to build on. */
  public static final String AMI_BASED = "ami-based";

  public Template {
    architectures = List.copyOf(architectures);
    regions = List.copyOf(regions);
    parameters = List.copyOf(parameters);
    tags = Map.copyOf(tags);
    ports = List.copyOf(ports);
    carried = Map.copyOf(carried);
    warnings = List.copyOf(warnings);
  }
}
