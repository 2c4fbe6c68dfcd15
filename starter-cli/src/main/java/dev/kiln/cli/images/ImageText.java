package dev.kiln.cli.images;

import dev.kiln.cli.text.HumanText;
import dev.kiln.cli.text.Table;
import dev.kiln.model.image.ImageTags;
import dev.kiln.model.image.KilnImage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One image as text. */
final class ImageText {
  private ImageText() {}

  /** All details. */
  static List<String> of(KilnImage image, Instant now) {
    List<String> lines = new ArrayList<>(facts(image, now));
    lines.add("Tags:");
    Table table = new Table();
    new TreeMap<>(image.tags()).forEach((key, value) -> table.row(key, value));
    lines.addAll(table.lines("  "));
    return lines;
  }

  /** All but its tags. */
  static List<String> facts(KilnImage image, Instant now) {
    Map<String, String> tags = image.tags();
    Table facts =
        new Table()
            .row("AMI:", image.ami().value())
            .row("Name:", image.name())
            .row("Description:", image.description().orElse("none"))
            .row("State:", image.stateText())
            .row("Template:", image.key().template())
            .row("Hash:", image.key().hash().value())
            .row("Architecture:", image.key().architecture().toString())
            .row("Region:", image.key().region().value())
            .row("Created:", image.created() + " (" + HumanText.age(image.created(), now) + ")")
            .row("Size:", AmiListCommand.size(image))
            .row("Visibility:", visibility(image))
            .row("Base AMI:", image.baseAmi().map(Object::toString).orElse("unknown"))
            .row("Base template:", tags.getOrDefault(ImageTags.BASE_TEMPLATE, "none"));
    return facts.lines("");
  }

  /** Only {@code ami permissions} shows the accounts that a private image is shared with. */
  static String visibility(KilnImage image) {
    return image.publicly().map(open -> open ? "public" : "private").orElse("unknown");
  }
}
