package dev.kiln.cli.json;

import dev.kiln.model.plan.Prices;
import dev.kiln.workflows.capture.CaptureActivities;
import dev.kiln.workflows.capture.CaptureWorkflow;

/**
 * The costs of an image of an instance, in US dollars by the price table.
 *
 * @param storageMonth storage of its snapshots in all regions; of the whole volumes while the
 *     stored size is unknown
 * @param creation AWS's charges for the creation: nothing for the image itself, the transfer for
 *     each copy
 */
public record CaptureCosts(double storageMonth, double creation) {
  private static final double GIB = 1L << 30;

  public static CaptureCosts of(CaptureWorkflow.Report report) {
    Prices prices = Prices.US_EAST_1;
    double gib =
        report
            .storedBytes()
            .map(bytes -> bytes / GIB)
            .orElse(
                report
                    .instance()
                    .map(CaptureActivities.CapturedInstance::sizeGib)
                    .orElse(0)
                    .doubleValue());
    int copies = report.request().distribution().regions().size();
    return new CaptureCosts(
        gib * (1 + copies) * prices.snapshotGibMonth().doubleValue(),
        gib * copies * prices.transferGib().doubleValue());
  }
}
