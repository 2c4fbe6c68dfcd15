package dev.kiln.cli.matrix;

import dev.kiln.cli.builds.BuildChoices;
import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.console.CliFailure;
import dev.kiln.cli.console.ExitCode;
import dev.kiln.cli.files.ChainFlags;
import dev.kiln.cli.files.CompiledChain;
import dev.kiln.cli.follow.WorkRun;
import dev.kiln.cli.json.MatrixDocument;
import dev.kiln.cli.work.MatrixWork;
import dev.kiln.cli.work.UniqueId;
import dev.kiln.model.Region;
import dev.kiln.workflows.copy.Distribution;
import dev.kiln.workflows.matrix.MatrixWorkflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kiln ami build-all}. */
@Command(
    name = "build-all",
    description = {
      "Build the images of many templates, each shared layer once.",
      "Kiln builds each image in the first region of --regions and copies it to the others."
    })
public final class AmiBuildAllCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(
      paramLabel = "<template|directory>",
      arity = "0..*",
      description =
          "Template files, directories of them, or installed templates' names (default: all"
              + " installed).")
  private List<String> words = new ArrayList<>();

  @Option(
      names = "--templates",
      paramLabel = "<template>",
      split = ",",
      description = "More templates, separated by commas.")
  private List<String> more = new ArrayList<>();

  @Option(
      names = "--changed-since",
      paramLabel = "<commit>",
      description = "Build only templates that changed since this commit, or whose parents did.")
  private Optional<String> changedSince = Optional.empty();

  @Option(
      names = "--parallel",
      paramLabel = "<number>",
      defaultValue = "20",
      description = "Run at most this many builds at a time (default: ${DEFAULT-VALUE}).")
  private int parallel;

  @Mixin private ChainFlags chain = new ChainFlags();

  @Mixin private BuildChoices choices = new BuildChoices();

  public AmiBuildAllCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    if (parallel < 1) {
      throw CliFailure.usage(
          "cannot build %d at a time: expected 1 or more; correct --parallel".formatted(parallel));
    }
    List<String> named = new ArrayList<>(words);
    named.addAll(more);
    List<String> templates = new TemplateSelection(invocation, chain).select(named, changedSince);
    if (templates.isEmpty()) {
      invocation.note("no template has changed; there is nothing to build");
      if (invocation.options().json()) {
        invocation.printJson(MatrixDocument.nothing());
      }
      return ExitCode.OK;
    }
    Forest forest = forest(templates);
    try (Connection connection = invocation.connect()) {
      MatrixWorkflow.Request request = request(forest, invocation.regionsOr(connection));
      return choices.dryRun() ? plan(request) : run(connection, request);
    }
  }

  private int plan(MatrixWorkflow.Request request) {
    if (invocation.options().json()) {
      invocation.printJson(MatrixDocument.plan(request));
    } else {
      invocation.print(new MatrixText(request).plan());
    }
    return ExitCode.OK;
  }

  private int run(Connection connection, MatrixWorkflow.Request request) {
    return new WorkRun<>(
            invocation, connection, new MatrixWork(), new MatrixDisplay(invocation.style()))
        .run(request, choices.detach());
  }

  private Forest forest(List<String> templates) {
    Forest forest = new Forest(choices.rebuild());
    for (CompiledChain read : chain.read(invocation, templates)) {
      chain.architectures(read.chain()).forEach(on -> forest.add(read.layers(), on));
    }
    return forest;
  }

  private MatrixWorkflow.Request request(Forest forest, List<Region> regions) {
    List<Region> others = regions.subList(1, regions.size());
    return new MatrixWorkflow.Request(
        UniqueId.next(),
        forest.layers(),
        forest.nodes(),
        regions.get(0),
        new Distribution(
            others, choices.keys().of(others), choices.sharing(invocation, "all these images")),
        choices.refresh(),
        choices.policy(),
        parallel);
  }
}
