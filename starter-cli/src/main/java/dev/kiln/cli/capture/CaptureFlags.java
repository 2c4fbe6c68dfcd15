package dev.kiln.cli.capture;

import dev.kiln.cli.CliFailure;
import dev.kiln.cli.Invocation;
import dev.kiln.cli.UniqueId;
import dev.kiln.cli.ami.ImageNaming;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.copy.KeyFlags;
import dev.kiln.model.Region;
import dev.kiln.workflows.capture.CaptureWorkflow;
import dev.kiln.workflows.copy.Distribution;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the user says about an image of an instance. */
@Command
final class CaptureFlags {
  @Parameters(
      paramLabel = "[<template>] <instance>",
      arity = "1..2",
      description =
          "The instance's id or its Name tag; before it, the template that --template names too.")
  private List<String> words = new ArrayList<>();

  @Option(
      names = "--name",
      paramLabel = "<name>",
      description = "What to call the image (default: the template's name).")
  private Optional<String> name = Optional.empty();

  @Option(
      names = "--description",
      paramLabel = "<text>",
      description = "Shown beside the name in the console.")
  private Optional<String> description = Optional.empty();

  @Option(
      names = {"-t", "--template"},
      paramLabel = "<template>",
      description =
          "List the image under this template; builds never take it for one of its layers.")
  private Optional<String> template = Optional.empty();

  @Option(names = "--public", description = "Let everybody use the image.")
  private boolean publicly;

  @Option(
      names = "--no-reboot",
      description = "Leave the instance running; files being written may not be whole.")
  private boolean noReboot;

  @Option(
      names = "--tags",
      paramLabel = "<key=value>",
      split = ",",
      description = "Tags for the image and its snapshots.")
  private Map<String, String> tags = new LinkedHashMap<>();

  @Mixin private KeyFlags keys = new KeyFlags();

  @Option(names = "--dry-run", description = "Look at the instance, and take no image.")
  private boolean dryRun;

  @Option(
      names = "--detach",
      description = "Start it and come back at once; kiln ami status tells how far it is.")
  boolean detach;

  /**
   * The request, with an id of its own.
   *
   * @throws CliFailure if something about it cannot be
   */
  CaptureWorkflow.Request request(Invocation invocation, Connection connection) {
    Optional<String> listedUnder = template.or(this::firstWord);
    String called =
        name.or(() -> listedUnder)
            .orElseThrow(
                () ->
                    CliFailure.usage(
                        "cannot create an image of '%s': it has no name; give one with --name"
                            .formatted(instance())));
    List<Region> regions = invocation.regionsOr(connection);
    List<Region> others = regions.subList(1, regions.size());
    return new CaptureWorkflow.Request(
        UniqueId.next(),
        regions.get(0),
        instance(),
        ImageNaming.name(called),
        description,
        listedUnder,
        noReboot,
        publicly,
        ImageNaming.tags(tags),
        new Distribution(others, keys.of(others)),
        dryRun);
  }

  private String instance() {
    return words.get(words.size() - 1);
  }

  private Optional<String> firstWord() {
    return words.size() == 1 ? Optional.empty() : Optional.of(words.get(0));
  }
}
