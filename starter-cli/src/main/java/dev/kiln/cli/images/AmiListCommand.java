package dev.kiln.cli.images;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.console.ExitCode;
import dev.kiln.cli.json.ImageDocument;
import dev.kiln.cli.text.HumanText;
import dev.kiln.cli.text.Table;
import dev.kiln.model.Region;
import dev.kiln.model.image.KilnImage;
import dev.kiln.model.image.TreeText;
import dev.kiln.model.schema.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kiln ami list}. */
@Command(name = "list", description = "List images that Kiln made.")
public final class AmiListCommand implements Callable<Integer> {
  private static final int HASH_DIGITS = 8;

  private final Invocation invocation;

  @Option(
      names = "--template",
      paramLabel = "<name>",
      description = "List only images of this template.")
  private Optional<String> template = Optional.empty();

  @Option(
      names = {"-l", "--long"},
      description = "Show more of each image: description, creation time, visibility.")
  private boolean whole;

  public AmiListCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    try (Connection connection = invocation.connect()) {
      List<Region> regions = invocation.regionsOr(connection);
      List<KilnImage> images = new Catalog(connection).images(regions, template.stream().toList());
      if (invocation.options().json()) {
        invocation.printJson(images.stream().map(ImageDocument::of).toList());
      } else if (images.isEmpty()) {
        invocation.print(List.of(none(connection, regions)));
      } else if (whole) {
        images.forEach(image -> invocation.print(paragraph(image)));
      } else {
        invocation.print(table(images));
      }
      return ExitCode.OK;
    }
  }

  /** A template without images may be misspelt, so this lists the templates that have some. */
  private String none(Connection connection, List<Region> regions) {
    String in = "in " + names(regions) + ".";
    if (template.isEmpty()) {
      return "No images " + in;
    }
    List<String> templates =
        new Catalog(connection)
            .images(regions, List.of()).stream()
                .map(image -> image.key().template())
                .distinct()
                .sorted()
                .toList();
    String hint =
        NearestName.among(templates, template.get())
            .map(near -> " Did you mean " + near + "?")
            .orElse(
                templates.isEmpty()
                    ? " No template has images there."
                    : " Templates with images there: " + String.join(", ", templates) + ".");
    return "No images of template '" + template.get() + "' " + in + hint;
  }

  private List<String> paragraph(KilnImage image) {
    List<String> lines =
        new ArrayList<>(ImageText.facts(image, invocation.console().clock().instant()));
    lines.add("");
    return lines;
  }

  /** All columns if the terminal is wide enough, else those that distinguish images. */
  private List<String> table(List<KilnImage> images) {
    List<String> whole = table(images, true);
    int room = invocation.console().terminal().columns().orElse(Integer.MAX_VALUE);
    boolean fits = whole.stream().mapToInt(String::length).max().orElse(0) <= room;
    return fits ? whole : table(images, false);
  }

  private List<String> table(List<KilnImage> images, boolean whole) {
    Table table = new Table();
    if (whole) {
      table.row(
          "NAME",
          "AMI",
          "TEMPLATE",
          "HASH",
          "ARCH",
          "REGION",
          "AGE",
          "SIZE",
          "STATE",
          "VISIBILITY");
    } else {
      table.row("AMI", "TEMPLATE", "ARCH", "REGION", "AGE", "STATE");
    }
    for (KilnImage image : images) {
      String ami = image.ami().value();
      String of = image.key().template();
      String architecture = image.key().architecture().toString();
      String region = image.key().region().value();
      String age = HumanText.shortAge(image.created(), invocation.console().clock().instant());
      String state = image.stateWord();
      if (whole) {
        String hash = image.key().hash().value().substring(0, HASH_DIGITS);
        String seen = ImageText.visibility(image);
        table.row(image.name(), ami, of, hash, architecture, region, age, size(image), state, seen);
      } else {
        table.row(ami, of, architecture, region, age, state);
      }
    }
    return table.lines("");
  }

  /** The stored size if the cloud reports it, else the size of the volumes. */
  static String size(KilnImage image) {
    return image.fullSizeBytes().map(TreeText::bytes).orElse(image.sizeGib() + " GiB");
  }

  static String names(List<Region> regions) {
    return String.join(", ", regions.stream().map(Region::value).toList());
  }
}
