package dev.kiln.cli.registry;

import dev.kiln.cli.text.HumanText;
import dev.kiln.cli.text.Table;
import dev.kiln.model.registry.Channel;
import dev.kiln.model.registry.ChannelName;
import dev.kiln.model.registry.RegisteredTemplate;
import dev.kiln.model.registry.Registry;
import dev.kiln.model.registry.Release;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A registry as text. */
record RegistryText(Clock clock) {
  List<String> of(Registry registry) {
    if (registry.templates().isEmpty()) {
      return List.of(
          "The registry is empty; kiln ami update-registry <template> records the first release.");
    }
    Table table = new Table().row("TEMPLATE", "VERSION", "REGIONS", "CHANNELS");
    registry
        .templates()
        .forEach(
            (name, known) ->
                table.row(
                    name,
                    known.version().orElse("-"),
                    String.valueOf(known.amis().size()),
                    known.channels().entrySet().stream()
                        .map(channel -> channel.getKey() + "=" + channel.getValue().release())
                        .collect(Collectors.joining(" "))));
    return table.lines("");
  }

  List<String> of(String name, RegisteredTemplate known) {
    List<String> lines = new ArrayList<>();
    lines.add(name + known.description().map(text -> ": " + text).orElse(""));
    known.channels().forEach((channel, state) -> lines.addAll(channel(channel, state, known)));
    lines.add("");
    lines.add("Releases:");
    Table table = new Table();
    for (Release release : known.releases()) {
      table.row(
          release.id(),
          release.version().orElse("-"),
          age(release.recorded()),
          HumanText.count(release.entries().size(), "image"),
          pointers(release, known));
    }
    lines.addAll(table.lines("  "));
    return lines;
  }

  private List<String> channel(ChannelName name, Channel state, RegisteredTemplate known) {
    List<String> lines = new ArrayList<>();
    Optional<Release> release = known.release(state.release());
    lines.add("");
    lines.add(name + ": " + release.map(Release::label).orElse(state.release()));
    Table images = new Table();
    release.stream()
        .flatMap(one -> one.entries().stream())
        .forEach(
            entry ->
                images.row(
                    entry.region().value(),
                    entry.architecture().toString(),
                    entry.image().ami().value(),
                    entry.image().sizeGb() + " GB",
                    entry.image().validated() ? "validated" : "not validated"));
    lines.addAll(images.lines("  "));
    for (Channel.Move move : state.history()) {
      lines.add(
          "  %s: %s %s%s"
              .formatted(
                  age(move.at()),
                  move.action(),
                  move.release(),
                  move.previous().map(previous -> ", was " + previous).orElse("")));
    }
    return lines;
  }

  private static String pointers(Release release, RegisteredTemplate known) {
    return known.channels().entrySet().stream()
        .filter(channel -> channel.getValue().release().equals(release.id()))
        .map(Map.Entry::getKey)
        .map(ChannelName::value)
        .collect(Collectors.joining(", "));
  }

  private String age(java.time.Instant then) {
    return HumanText.age(then, clock.instant());
  }
}
