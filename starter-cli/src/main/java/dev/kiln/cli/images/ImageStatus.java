package dev.kiln.cli.images;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.json.ImageDocument;
import dev.kiln.cli.text.HumanText;
import dev.kiln.cli.text.Table;
import dev.kiln.model.image.KilnImage;
import dev.kiln.model.plan.Prices;

/** The state of an image, for {@code kiln ami status}. */
public final class ImageStatus {
  private ImageStatus() {}

  public static void print(KilnImage image, Invocation invocation) {
    double month = storageMonth(image);
    if (invocation.options().json()) {
      invocation.printJson(ImageDocument.status(image, month));
      return;
    }
    String age = HumanText.age(image.created(), invocation.console().clock().instant());
    invocation.print(
        new Table()
            .row("AMI ID:", image.ami().value())
            .row("Name:", image.name())
            .row("Region:", image.key().region().value())
            .row("Status:", image.stateText())
            .row("Created:", image.created() + " (" + age + ")")
            .row("Storage cost:", "at most $" + HumanText.dollars(month) + "/month")
            .lines(""));
  }

  /** Uses the size of the volumes while the stored size is unknown. */
  private static double storageMonth(KilnImage image) {
    long bytes = image.fullSizeBytes().orElse((long) image.sizeGib() << 30);
    return Prices.US_EAST_1.snapshotMonth(bytes).doubleValue();
  }
}
