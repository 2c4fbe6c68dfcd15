package dev.kiln.model.chain;

import dev.kiln.model.Architecture;
import dev.kiln.model.layer.BuilderMachine;
import dev.kiln.model.layer.BuilderNetwork;
import dev.kiln.model.layer.Check;
import dev.kiln.model.source.Located;
import dev.kiln.model.source.Position;
import dev.kiln.model.template.BuildStep;
import dev.kiln.model.template.FileEntry;
import dev.kiln.model.template.PackageKind;
import dev.kiln.model.template.Slug;
import dev.kiln.model.template.Template;
import dev.kiln.model.template.UserAccount;
import java.util.List;
import java.util.Optional;

/**
 * Writes a resolved template as a template again: it could be built on its own, and a comment at
 * each part names its origin.
 */
public final class ResolvedText {
  private final StringBuilder out = new StringBuilder();
  private final ResolvedTemplate resolved;

  private ResolvedText(ResolvedTemplate resolved) {
    this.resolved = resolved;
  }

  /** The YAML text. */
  public static String of(ResolvedTemplate resolved) {
    return new ResolvedText(resolved).write();
  }

  private String write() {
    Template top = resolved.top();
    field("", "name", top.title());
    if (!Slug.of(top.title()).equals(top.slug())) {
      field("", "slug", top.slug());
    }
    top.version().ifPresent(version -> field("", "version", version));
    top.description().ifPresent(text -> field("", "description", text));
    field("", "base", resolved.base());
    inlineList("architectures", top.architectures().stream().map(Architecture::toString).toList());
    inlineList("regions", top.regions().stream().map(region -> region.value()).toList());
    list("files", resolved.files(), this::file);
    list("users", resolved.users(), this::user);
    packages();
    list("build_steps", resolved.steps(), this::step);
    list("validation_tests", resolved.checks(), this::check);
    if (resolved.bootTest()) {
      line("test: boot");
    }
    if (!resolved.hygiene()) {
      line("hygiene: false");
    }
    if (!resolved.tags().isEmpty()) {
      line("tags:");
      resolved
          .sortedTags()
          .forEach(tag -> field("  ", YamlText.inline(tag.getKey()), tag.getValue()));
    }
    if (!resolved.ports().isEmpty()) {
      line("ports: " + resolved.ports());
    }
    builder(resolved.machine());
    return out.toString();
  }

  private void line(String text) {
    out.append(text).append('\n');
  }

  private void field(String indent, String key, String value) {
    line(indent + key + ": " + YamlText.value(value, indent + "  "));
  }

  private static String from(Position at) {
    return "  # " + at.location() + ":" + at.line();
  }

  private void inlineList(String key, List<String> values) {
    if (!values.isEmpty()) {
      line(key + ": [" + String.join(", ", values.stream().map(YamlText::inline).toList()) + "]");
    }
  }

  private interface EntryWriter<T> {
    void write(T entry, String origin);
  }

  private <T> void list(String key, List<Located<T>> entries, EntryWriter<T> writer) {
    if (!entries.isEmpty()) {
      line(key + ":");
      entries.forEach(entry -> writer.write(entry.value(), from(entry.at())));
    }
  }

  private void first(String key, String value, String origin) {
    line("  - " + key + ": " + YamlText.inline(value) + origin);
  }

  private void more(String key, String value) {
    field("    ", key, value);
  }

  private void file(FileEntry file, String origin) {
    first("path", file.path(), origin);
    more("content", file.content());
    line("    mode: \"" + file.mode() + "\"");
    more("owner", file.owner());
  }

  private void user(UserAccount user, String origin) {
    first("name", user.name(), origin);
    user.uid().ifPresent(uid -> line("    uid: " + uid));
    user.gid().ifPresent(gid -> line("    gid: " + gid));
    innerList("groups", user.groups());
    more("shell", user.shell());
    innerList("ssh_authorized_keys", user.authorizedKeys());
  }

  private void innerList(String key, List<String> values) {
    if (!values.isEmpty()) {
      line("    " + key + ":");
      values.forEach(value -> line("      - " + YamlText.inline(value)));
    }
  }

  private void packages() {
    if (resolved.packages().isEmpty()) {
      return;
    }
    line("packages:");
    for (PackageKind kind : PackageKind.values()) {
      List<Located<String>> written = resolved.packages().getOrDefault(kind, List.of());
      if (!written.isEmpty()) {
        line("  " + kind.key() + ":");
        written.forEach(each -> line("    - " + YamlText.inline(each.value()) + from(each.at())));
      }
    }
  }

  private void step(BuildStep step, String origin) {
    first("name", step.name(), origin);
    more("script", step.script());
    line("    timeout_seconds: " + step.timeout().toSeconds());
  }

  private void check(Check check, String origin) {
    first("name", check.name(), origin);
    more("command", check.command());
    check.equalTo().ifPresent(text -> more("expected", text));
    check.contains().ifPresent(text -> more("expected_contains", text));
    check.exitCode().ifPresent(code -> line("    expected_exit_code: " + code));
    line("    timeout_seconds: " + check.timeout().toSeconds());
  }

  private void builder(BuilderMachine machine) {
    if (machine.equals(BuilderMachine.DEFAULT)) {
      return;
    }
    line("builder:");
    if (!machine.instanceTypes().isEmpty()) {
      line("  instance_types:");
      for (Architecture architecture : Architecture.values()) {
        List<String> types = machine.instanceTypes().getOrDefault(architecture, List.of());
        if (!types.isEmpty()) {
          line("    " + architecture + ": [" + String.join(", ", types) + "]");
        }
      }
    }
    machine.volumeGib().ifPresent(size -> line("  volume_size_gb: " + size));
    Optional<String> profile = machine.instanceProfile();
    profile.ifPresent(name -> field("  ", "instance_profile", name));
    network(machine);
  }

  private void network(BuilderMachine machine) {
    machine.subnet().ifPresent(subnet -> field("  ", "subnet", subnet));
    BuilderNetwork network = machine.network().orElse(BuilderNetwork.DEFAULT);
    if (!network.subnets().isEmpty()) {
      line("  subnet:");
      network.sortedSubnets().forEach((region, id) -> field("    ", region.value(), id));
    }
    if (!network.securityGroups().isEmpty()) {
      line("  security_groups:");
      network.securityGroups().forEach(group -> line("    - " + YamlText.value(group, "      ")));
    }
    if (!network.regionalGroups().isEmpty()) {
      line("  security_groups:");
      network
          .sortedGroups()
          .forEach(
              (region, groups) -> {
                line("    " + region + ":");
                groups.forEach(group -> line("      - " + YamlText.value(group, "        ")));
              });
    }
    network.publicIp().ifPresent(wanted -> line("  public_ip: " + wanted));
  }
}
