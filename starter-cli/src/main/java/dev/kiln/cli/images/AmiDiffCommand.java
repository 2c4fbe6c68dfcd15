package dev.kiln.cli.images;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.console.ExitCode;
import dev.kiln.cli.json.DiffDocument;
import dev.kiln.model.diff.ImageDiff;
import dev.kiln.model.image.ImageTree;
import dev.kiln.model.image.ImageTrees;
import dev.kiln.model.image.KilnImage;
import dev.kiln.model.image.Lineage;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kiln ami diff}. */
@Command(
    name = "diff",
    description = {
      "Compare two images.",
      "Names, regions, dates and tags are shown, but do not count as differences."
    })
public final class AmiDiffCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(
      index = "0",
      paramLabel = "<template|ami|name>",
      description = "The first image's id or name, or its template.")
  private String left = "";

  @Parameters(
      index = "1",
      paramLabel = "<template|ami|name>",
      description = "The second image's id or name, or its template.")
  private String right = "";

  @Option(names = "--exit-code", description = "Exit with code 3 if the images differ.")
  private boolean exitCode;

  public AmiDiffCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    ImageSearch.requireForm(left);
    ImageSearch.requireForm(right);
    try (Connection connection = invocation.connect()) {
      ImageSearch search = new ImageSearch(invocation, connection);
      KilnImage first = search.one(left);
      KilnImage second = search.one(right);
      List<KilnImage> images = search.withSourcesOf(List.of(first, second), connection);
      Catalog catalog = new Catalog(connection);
      Lineage lineage = catalog.lineage(origins(ImageTree.of(images), first, second));
      ImageDiff diff =
          ImageDiff.of(
              first,
              second,
              ImageTree.of(images, lineage),
              catalog.compare(first.ami(), second.ami()));
      if (invocation.options().json()) {
        invocation.printJson(DiffDocument.of(diff));
      } else {
        invocation.print(DiffReport.lines(diff, invocation.style()));
      }
      return exitCode && !diff.same() ? ExitCode.DIFFERENT : ExitCode.OK;
    }
  }

  private static ImageTrees origins(ImageTree tree, KilnImage first, KilnImage second) {
    return new ImageTrees(
        ImageTrees.Direction.PARENTS,
        Stream.of(first, second)
            .flatMap(image -> tree.parents(image.ami()).stream())
            .flatMap(origin -> origin.roots().stream())
            .toList());
  }
}
