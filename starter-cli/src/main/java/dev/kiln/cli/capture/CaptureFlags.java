package dev.kiln.cli.capture;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.console.CliFailure;
import dev.kiln.cli.follow.WorkRun;
import dev.kiln.cli.images.ImageNaming;
import dev.kiln.cli.regions.KeyFlags;
import dev.kiln.cli.work.CaptureWork;
import dev.kiln.cli.work.UniqueId;
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

/** The options of {@code ami create} and {@code create-multi}. */
@Command
final class CaptureFlags {
  @Parameters(
      paramLabel = "[<template>] <instance>",
      arity = "1..2",
      description =
          "The instance's id or Name tag; before it, optionally the template, as with --template.")
  private List<String> words = new ArrayList<>();

  @Option(
      names = "--name",
      paramLabel = "<name>",
      description = "The image's name (default: the template's name).")
  private Optional<String> name = Optional.empty();

  @Option(
      names = "--description",
      paramLabel = "<text>",
      description = "The image's description in the AWS console.")
  private Optional<String> description = Optional.empty();

  @Option(
      names = {"-t", "--template"},
      paramLabel = "<template>",
      description = "List the image under this template; builds never use it as one of its layers.")
  private Optional<String> template = Optional.empty();

  @Option(names = "--public", description = "Make the image public.")
  private boolean publicly;

  @Option(
      names = "--no-reboot",
      description = "Do not reboot the instance; files being written may be incomplete.")
  private boolean noReboot;

  @Option(
      names = "--tags",
      paramLabel = "<key=value>",
      split = ",",
      description = "Tags for the image and its snapshots.")
  private Map<String, String> tags = new LinkedHashMap<>();

  @Mixin private KeyFlags keys = new KeyFlags();

  @Option(names = "--dry-run", description = "Show the plan and create no image.")
  private boolean dryRun;

  @Option(
      names = "--detach",
      description = "Start the work and do not wait for it; kiln ami status shows its progress.")
  private boolean detach;

  /** Creates the image. */
  int run(Invocation invocation, Connection connection) {
    CaptureWorkflow.Request request = request(invocation, connection);
    if (request.publicly() && !request.dryRun()) {
      invocation.confirm("share " + request.name() + " with everybody");
    }
    return new WorkRun<>(
            invocation, connection, new CaptureWork(), new CaptureDisplay(invocation.style()))
        .run(request, detach);
  }

  /**
   * The request, with a unique id.
   *
   * @throws CliFailure if a flag's value cannot be used
   */
  private CaptureWorkflow.Request request(Invocation invocation, Connection connection) {
    if (words.size() > 2) {
      throw CliFailure.usage(
          "cannot create an image of '%s': expected a template and an instance, found %d words; put"
                  .formatted(instance(), words.size())
              + " quotes around a name with spaces");
    }
    Optional<String> listedUnder = template.or(this::firstWord);
    String called =
        name.or(() -> listedUnder)
            .orElseThrow(
                () ->
                    CliFailure.usage(
                        "cannot create an image of '%s': it has no name; pass --name"
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
