package dev.kiln.model.template;

import dev.kiln.model.source.Diagnostic;
import dev.kiln.model.source.TemplateException;
import dev.kiln.model.yaml.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A kind of YAML file that people take for a template. One sentence about the whole file helps more
 * than a complaint about each of its keys.
 *
 * @param allOf its keys at the top level
 * @param anyOf further keys, of which it has at least one; empty if it needs none
 */
record OtherFile(String kind, Set<String> allOf, Set<String> anyOf) {
  private static final List<OtherFile> ALL =
      List.of(
          new OtherFile(
              "a cluster configuration of AWS ParallelCluster",
              Set.of("Scheduling"),
              Set.of("Region", "Image", "HeadNode", "SharedStorage")),
          new OtherFile(
              "an image configuration of AWS ParallelCluster",
              Set.of("Build"),
              Set.of("Image", "DevSettings", "CustomS3Bucket")),
          new OtherFile(
              "a CloudFormation template",
              Set.of("Resources"),
              Set.of("AWSTemplateFormatVersion", "Transform", "Parameters", "Outputs")),
          new OtherFile(
              "a component of EC2 Image Builder", Set.of("schemaVersion", "phases"), Set.of()),
          new OtherFile(
              "a document of Systems Manager", Set.of("schemaVersion", "mainSteps"), Set.of()),
          new OtherFile(
              "a Packer template", Set.of("builders"), Set.of("provisioners", "post-processors")),
          new OtherFile("a Kubernetes object", Set.of("apiVersion", "kind"), Set.of()),
          new OtherFile(
              "a cloud-init configuration", Set.of(), Set.of("runcmd", "write_files", "bootcmd")));

  /**
   * Refuses the file of another tool. A map with a name is taken for a template.
   *
   * @throws TemplateException if it is one
   */
  static void refuse(Value.Fields top) {
    Set<String> keys = top.fields().stream().map(Value.Field::key).collect(Collectors.toSet());
    if (keys.contains("name") || keys.contains("cluster")) {
      return;
    }
    Optional<OtherFile> found = ALL.stream().filter(kind -> kind.matches(keys)).findFirst();
    if (found.isPresent()) {
      throw new TemplateException(
          Diagnostic.error(
              top.at(),
              "this is " + found.get().kind() + ", not a template",
              "write a map with `name:` and, for example, `build_steps:`; kiln template list shows"
                  + " examples"));
    }
  }

  private boolean matches(Set<String> keys) {
    return keys.containsAll(allOf) && (anyOf.isEmpty() || anyOf.stream().anyMatch(keys::contains));
  }
}
