package dev.kiln.cli.build;

import dev.kiln.workflows.image.BuilderActivities;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** All that one setup step printed, as far as it was kept. */
record StepLog(BuilderActivities.StepOutput output, String text) {

  /** Puts an output together of its pages and its tail; what is missing between them is told. */
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
