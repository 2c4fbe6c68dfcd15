package dev.kiln.cli.images;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.console.CliFailure;
import dev.kiln.cli.console.ExitCode;
import dev.kiln.cli.json.TreeDocument;
import dev.kiln.model.drawing.TreeDot;
import dev.kiln.model.drawing.TreeMermaid;
import dev.kiln.model.drawing.TreeSvg;
import dev.kiln.model.image.ImageTree;
import dev.kiln.model.image.ImageTrees;
import dev.kiln.model.image.KilnImage;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kiln ami tree}. */
@Command(
    name = "tree",
    description = {
      "Show the tree of images and their base images.",
      "For one image or template, show its base images, or with --dependents the images built on it.",
      "Copies in other regions appear if --regions names their regions."
    })
public final class AmiTreeCommand implements Callable<Integer> {
  /** The output formats. */
  enum Format {
    text,
    json,
    mermaid,
    dot,
    svg
  }

  private final Invocation invocation;

  @Parameters(
      paramLabel = "<template|ami|name>",
      arity = "0..1",
      description = "An image's id or name, or a template (default: all images).")
  private Optional<String> of = Optional.empty();

  @Option(names = "--dependents", description = "Show the images built on this image.")
  private boolean dependents;

  @Option(
      names = "--format",
      paramLabel = "text|json|mermaid|dot|svg",
      description = "The format of the tree (default: that of --output).")
  private Optional<Format> format = Optional.empty();

  public AmiTreeCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    of.ifPresent(ImageSearch::requireForm);
    Format chosen = format();
    try (Connection connection = invocation.connect()) {
      ImageSearch search = new ImageSearch(invocation, connection);
      List<KilnImage> images = search.all();
      Function<ImageTree, ImageTrees> part =
          of.map(search::one).map(this::around).orElse(ImageTree::whole);
      ImageTrees outline = part.apply(ImageTree.of(images));
      print(chosen, part.apply(ImageTree.of(images, new Catalog(connection).lineage(outline))));
      return ExitCode.OK;
    }
  }

  private Format format() {
    boolean json = invocation.options().json();
    if (json && format.isPresent() && format.get() != Format.json) {
      throw CliFailure.usage(
          "cannot write both --format %s and --output json; choose one".formatted(format.get()));
    }
    return format.orElse(json ? Format.json : Format.text);
  }

  private Function<ImageTree, ImageTrees> around(KilnImage image) {
    return tree ->
        (dependents ? tree.dependents(image.ami()) : tree.parents(image.ami()))
            .orElseThrow(() -> new IllegalStateException(image.ami() + " is not in its own tree"));
  }

  private String title() {
    if (of.isEmpty()) {
      return "AMI tree:";
    }
    return dependents ? "AMI dependents tree:" : "AMI dependency tree:";
  }

  private void print(Format chosen, ImageTrees trees) {
    switch (chosen) {
      case text -> {
        invocation.print(TreeReport.lines(title(), trees, invocation.style()));
        if (of.isPresent()) {
          invocation.print(TreeReport.warning(trees, invocation.style()));
        }
      }
      case json -> invocation.printJson(TreeDocument.of(trees));
      case mermaid -> invocation.console().out().print(TreeMermaid.of(trees));
      case dot -> invocation.console().out().print(TreeDot.of(trees));
      case svg -> invocation.console().out().print(TreeSvg.of(trees, TreeReport.totals(trees)));
    }
  }
}
