package dev.kiln.cli.ami;

import dev.kiln.cli.ExitCode;
import dev.kiln.cli.Invocation;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.json.TreeDocument;
import dev.kiln.cli.text.HumanText;
import dev.kiln.model.image.ImageNode;
import dev.kiln.model.image.ImageTree;
import dev.kiln.model.image.KilnImage;
import dev.kiln.model.image.TreeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kiln ami tree}. */
@Command(
    name = "tree",
    description = {
      "Show which image was built on which.",
      "Of one image or template: what it was built on, or with --dependents what was built on it."
    })
public final class AmiTreeCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(
      paramLabel = "<template|ami>",
      arity = "0..1",
      description = "An image's id or name, or a template; without one, all images.")
  private Optional<String> of = Optional.empty();

  @Option(names = "--dependents", description = "Show what was built on the image.")
  private boolean dependents;

  public AmiTreeCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    of.ifPresent(ImageSearch::requireForm);
    try (Connection connection = invocation.connect()) {
      ImageSearch search = new ImageSearch(invocation, connection);
      ImageTree tree = ImageTree.of(search.all());
      List<ImageNode> roots =
          of.map(search::one).map(image -> List.of(node(tree, image))).orElseGet(tree::whole);
      if (invocation.options().json()) {
        invocation.printJson(TreeDocument.of(roots, tree));
      } else {
        invocation.print(text(roots, tree));
      }
      return ExitCode.OK;
    }
  }

  private ImageNode node(ImageTree tree, KilnImage image) {
    Optional<ImageNode> node =
        dependents ? tree.dependents(image.ami()) : tree.parents(image.ami());
    return node.orElseThrow(
        () -> new IllegalStateException("image " + image.ami() + " is not in its own tree"));
  }

  private static List<String> text(List<ImageNode> roots, ImageTree tree) {
    if (roots.isEmpty()) {
      return List.of("No images.");
    }
    List<String> lines = new ArrayList<>();
    roots.forEach(root -> TreeText.of(root).lines().forEach(lines::add));
    if (tree.minutesSaved() > 0) {
      lines.add("");
      lines.add("Sharing layers has saved " + HumanText.minutes(tree.minutesSaved()) + " so far.");
    }
    return lines;
  }
}
