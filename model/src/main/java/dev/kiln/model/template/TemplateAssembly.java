package dev.kiln.model.template;

import dev.kiln.model.Architecture;
import dev.kiln.model.Region;
import dev.kiln.model.image.ImageTags;
import dev.kiln.model.layer.BuilderMachine;
import dev.kiln.model.schema.TemplateKeys;
import dev.kiln.model.source.Findings;
import dev.kiln.model.yaml.Value;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Creates the template from checked sections. */
final class TemplateAssembly {
  private final String location;
  private final Section top;
  private final Findings findings;

  TemplateAssembly(String location, Section top, Findings findings) {
    this.location = location;
    this.top = top;
    this.findings = findings;
  }

  Template template(List<Parameter> parameters) {
    String title = top.string("name").or(() -> top.section("cluster").string("name")).orElseThrow();
    String slug = top.string("slug").orElseGet(() -> Slug.of(title));
    References references = new References(new Findings());
    return new Template(
        location,
        slug,
        title,
        top.string("version"),
        top.string("description"),
        references.parent(top),
        references.base(top),
        architectures(),
        regions(),
        parameters,
        new ContentAssembly(top, slug).content(),
        tags(),
        ports(),
        machine(),
        top.flag("hygiene"),
        top.string("test").map("boot"::equals),
        carried(),
        findings.all());
  }

  private List<Architecture> architectures() {
    List<String> own = top.strings("architectures");
    List<String> words = own.isEmpty() ? top.section("base").strings("architecture") : own;
    return words.stream().map(Architecture::of).distinct().toList();
  }

  private List<Region> regions() {
    Set<String> names = new LinkedHashSet<>(top.strings("regions"));
    top.section("cluster").string("region").ifPresent(names::add);
    return names.stream().map(Region::new).toList();
  }

  private Map<String, String> tags() {
    Section section = top.section("tags");
    Map<String, String> tags = new LinkedHashMap<>();
    for (Value.Field field : section.fields().fields()) {
      if (!field.key().equals(ImageTags.NAME)) {
        tags.put(field.key(), section.string(field.key()).orElse(""));
      }
    }
    return tags;
  }

  private List<Integer> ports() {
    return Stream.concat(
            top.strings("ports").stream(),
            top.section("instance_defaults").strings("ports").stream())
        .map(Integer::valueOf)
        .distinct()
        .toList();
  }

  private BuilderMachine machine() {
    Section builder = top.section("builder");
    Optional<Integer> volume =
        builder.number("volume_size_gb").or(() -> top.number("min_disk_size"));
    return new BuilderMachine(
        InstanceTypes.of(builder),
        volume,
        builder.string("instance_profile"),
        builder.string("subnet"),
        NetworkAssembly.of(builder));
  }

  private Map<String, Value> carried() {
    Map<String, Value> carried = new LinkedHashMap<>();
    for (Value.Field field : top.fields().fields()) {
      if (TemplateKeys.carried(field.key())) {
        carried.put(field.key(), field.value());
      }
    }
    return carried;
  }
}
