package dev.kiln.model.chain;

import dev.kiln.model.layer.BuilderMachine;
import dev.kiln.model.layer.Check;
import dev.kiln.model.source.Located;
import dev.kiln.model.template.BuildStep;
import dev.kiln.model.template.FileEntry;
import dev.kiln.model.template.PackageKind;
import dev.kiln.model.template.Template;
import dev.kiln.model.template.UserAccount;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A chain merged into one template: everything that an image of its top layer contains. It serves
 * display and checks only; a build always works layer by layer.
 *
 * @param top the template that was asked for
 * @param base the base image of the lowest layer
 * @param files if several layers write a path, the file of the highest one
 * @param users if several layers name a user, the account of the highest one, with the groups of
 *     all
 */
public record ResolvedTemplate(
    Template top,
    String base,
    List<Located<FileEntry>> files,
    List<Located<UserAccount>> users,
    Map<PackageKind, List<Located<String>>> packages,
    List<Located<BuildStep>> steps,
    List<Located<Check>> checks,
    Map<String, String> tags,
    List<Integer> ports,
    BuilderMachine machine,
    boolean hygiene,
    boolean bootTest) {

  public ResolvedTemplate {
    files = List.copyOf(files);
    users = List.copyOf(users);
    packages = Map.copyOf(packages);
    steps = List.copyOf(steps);
    checks = List.copyOf(checks);
    tags = Map.copyOf(tags);
    ports = List.copyOf(ports);
  }

  /** Merges the layers of a chain. */
  public static ResolvedTemplate of(Chain chain) {
    List<Template> layers = chain.layers();
    int highest = layers.size() - 1;
    Map<String, String> tags = new LinkedHashMap<>();
    layers.forEach(layer -> tags.putAll(layer.tags()));
    return new ResolvedTemplate(
        chain.top(),
        chain
            .pinned()
            .map(image -> image.ami().value())
            .orElse(chain.base().map(Located::value).orElse(Chain.DEFAULT_BASE)),
        files(layers),
        users(layers),
        packages(layers),
        steps(layers),
        all(layers, layer -> layer.content().checks()).toList(),
        tags,
        layers.stream().flatMap(layer -> layer.ports().stream()).distinct().sorted().toList(),
        chain.machine(highest),
        chain.hygiene(highest),
        chain.bootTest(highest));
  }

  private static <T> Stream<Located<T>> all(
      List<Template> layers, Function<Template, List<Located<T>>> part) {
    return layers.stream().flatMap(layer -> part.apply(layer).stream());
  }

  private static List<Located<FileEntry>> files(List<Template> layers) {
    Map<String, Located<FileEntry>> byPath = new LinkedHashMap<>();
    all(layers, layer -> layer.content().files())
        .forEach(file -> byPath.put(file.value().path(), file));
    return List.copyOf(byPath.values());
  }

  private static List<Located<UserAccount>> users(List<Template> layers) {
    Map<String, Located<UserAccount>> byName = new LinkedHashMap<>();
    all(layers, layer -> layer.content().users())
        .forEach(user -> byName.merge(user.value().name(), user, ResolvedTemplate::together));
    return List.copyOf(byName.values());
  }

  private static Located<UserAccount> together(
      Located<UserAccount> lower, Located<UserAccount> higher) {
    UserAccount below = lower.value();
    UserAccount above = higher.value();
    return new Located<>(
        higher.at(),
        above
            .with()
            .uid(above.uid().or(below::uid))
            .gid(above.gid().or(below::gid))
            .groups(union(below.groups(), above.groups()))
            .authorizedKeys(union(below.authorizedKeys(), above.authorizedKeys()))
            .build());
  }

  private static List<String> union(List<String> one, List<String> other) {
    Set<String> both = new LinkedHashSet<>(one);
    both.addAll(other);
    return List.copyOf(both);
  }

  private static Map<PackageKind, List<Located<String>>> packages(List<Template> layers) {
    Map<PackageKind, List<Located<String>>> packages = new EnumMap<>(PackageKind.class);
    for (PackageKind kind : PackageKind.values()) {
      Map<String, Located<String>> once = new LinkedHashMap<>();
      all(layers, layer -> layer.content().packages(kind))
          .forEach(written -> once.putIfAbsent(written.value(), written));
      if (!once.isEmpty()) {
        packages.put(kind, List.copyOf(once.values()));
      }
    }
    return packages;
  }

  /** Names are unique only within a layer, so each is prefixed with its layer. */
  private static List<Located<BuildStep>> steps(List<Template> layers) {
    List<Located<BuildStep>> steps = new ArrayList<>();
    for (Template layer : layers) {
      for (Located<BuildStep> step : layer.content().steps()) {
        BuildStep own = step.value();
        String name = layer.slug() + ": " + own.name();
        steps.add(new Located<>(step.at(), new BuildStep(name, own.script(), own.timeout())));
      }
    }
    return steps;
  }

  /** The tags in display order. */
  List<Map.Entry<String, String>> sortedTags() {
    return tags.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
        .toList();
  }
}
