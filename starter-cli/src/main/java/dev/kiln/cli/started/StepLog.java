package dev.kiln.cli.started;

import dev.kiln.workflows.image.BuilderActivities;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The kept output of one setup step. */
record StepLog(BuilderActivities.StepOutput output, String text) {

  /**
   * Joins the pages and the tail of an output; a notice shows how many bytes are missing between.
   */
  static StepLog of(BuilderActivities.StepOutput output, List<BuilderActivities.LogPage> pages) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    pages.forEach(page -> all.writeBytes(unpacked(page)));
    byte[] tail = output.tail().getBytes(StandardCharsets.UTF_8);
    long missing = output.bytesBeforeTail() - all.size();
    if (missing > 0) {
      String notice = "[ " + missing + " bytes were not kept ]\n";
      all.writeBytes(notice.getBytes(StandardCharsets.UTF_8));
    }
    int known = (int) Math.min(tail.length, Math.max(0, -missing));
    all.write(tail, known, tail.length - known);
    return new StepLog(output, all.toString(StandardCharsets.UTF_8));
  }

  private static byte[] unpacked(BuilderActivities.LogPage page) {
    byte[] packed = Base64.getDecoder().decode(page.packed());
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return gzip.readAllBytes();
    } catch (IOException damaged) {
      throw new UncheckedIOException(damaged);
    }
  }
}
