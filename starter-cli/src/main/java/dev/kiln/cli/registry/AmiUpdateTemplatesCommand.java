package dev.kiln.cli.registry;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.console.ExitCode;
import dev.kiln.cli.json.PinsDocument;
import dev.kiln.cli.text.HumanText;
import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.registry.ChannelName;
import dev.kiln.model.registry.PinnedImages;
import dev.kiln.model.registry.RegistryLocation;
import dev.kiln.model.registry.Successor;
import dev.kiln.workflows.registry.SuccessorWorkflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kiln ami update-templates}. */
@Command(
    name = "update-templates",
    description = {
      "Update the base image ids in templates to the current release of a channel.",
      "It changes only ids that the registry lists as earlier releases, in all regions or in those"
          + " of --region, and no other byte."
    })
public final class AmiUpdateTemplatesCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(
      paramLabel = "<file|folder>",
      arity = "0..*",
      description = "Templates, or directories of templates (default: the current directory).")
  private List<String> named = new ArrayList<>();

  @Option(
      names = "--channel",
      paramLabel = "<channel>",
      defaultValue = "stable",
      description = "The channel to follow (default: stable).")
  private String channel = "";

  @Mixin private RegistryFlags flags = new RegistryFlags();

  @Option(names = "--dry-run", description = "Show the plan and change nothing.")
  private boolean dryRun;

  public AmiUpdateTemplatesCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    ChannelName followed = RegistryFlags.channel(channel, "--channel");
    RegistryLocation registry = flags.location(invocation.console());
    TemplateTexts files = new TemplateTexts(invocation.console());
    List<PinnedImages> texts = files.read(named.isEmpty() ? List.of(".") : named);
    Map<AmiId, Successor> successors = successors(texts, registry, followed);
    List<PinsDocument.Change> changes = changes(texts, successors);
    if (!dryRun) {
      write(files, texts, successors);
    }
    if (invocation.options().json()) {
      invocation.printJson(PinsDocument.of(followed, changes, dryRun));
    } else {
      show(changes);
    }
    return ExitCode.OK;
  }

  private Map<AmiId, Successor> successors(
      List<PinnedImages> texts, RegistryLocation registry, ChannelName followed) {
    Map<AmiId, Successor> successors = new TreeMap<>();
    List<AmiId> pinned =
        texts.stream().flatMap(text -> text.pins().stream()).map(PinnedImages.Pin::ami).toList();
    if (pinned.isEmpty()) {
      return successors;
    }
    List<Region> regions = invocation.regions();
    try (Connection connection = invocation.connect()) {
      for (Successor one :
          new RegistryRun(invocation, connection)
              .successors(new SuccessorWorkflow.Query(registry, followed, pinned))) {
        if (one.next().isEmpty()) {
          invocation.note(
              "%s of %s stays: %s has no image for %s in %s"
                  .formatted(
                      one.ami(), one.template(), one.release(), one.architecture(), one.region()));
        } else if (regions.isEmpty() || regions.contains(one.region())) {
          successors.put(one.ami(), one);
        }
      }
    }
    return successors;
  }

  private static List<PinsDocument.Change> changes(
      List<PinnedImages> texts, Map<AmiId, Successor> successors) {
    List<PinsDocument.Change> changes = new ArrayList<>();
    for (PinnedImages text : texts) {
      for (PinnedImages.Pin pin : text.pins()) {
        Successor successor = successors.get(pin.ami());
        if (successor != null) {
          changes.add(new PinsDocument.Change(pin.at(), successor));
        }
      }
    }
    return changes;
  }

  private static void write(
      TemplateTexts files, List<PinnedImages> texts, Map<AmiId, Successor> successors) {
    Map<AmiId, AmiId> others = new TreeMap<>();
    successors.values().forEach(one -> one.next().ifPresent(next -> others.put(one.ami(), next)));
    for (PinnedImages text : texts) {
      String changed = text.with(others);
      if (!changed.equals(text.source().text())) {
        files.write(text, changed);
      }
    }
  }

  private void show(List<PinsDocument.Change> changes) {
    for (PinsDocument.Change change : changes) {
      Successor successor = change.successor();
      invocation.print(
          List.of(
              "%s: %s -> %s (%s %s, %s %s)"
                  .formatted(
                      change.at(),
                      successor.ami(),
                      successor.next().map(AmiId::value).orElse("?"),
                      successor.template(),
                      successor.release(),
                      successor.region(),
                      successor.architecture())));
    }
    long files = changes.stream().map(change -> change.at().location()).distinct().count();
    invocation.print(
        List.of(
            changes.isEmpty()
                ? "Every template is up to date."
                : "%s %s in %s."
                    .formatted(
                        dryRun ? "Would change" : "Changed",
                        HumanText.count(changes.size(), "image"),
                        HumanText.count(files, "file"))));
  }
}
