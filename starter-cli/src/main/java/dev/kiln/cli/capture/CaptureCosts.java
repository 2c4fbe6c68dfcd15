package dev.kiln.cli.capture;

import dev.kiln.model.plan.Prices;
import dev.kiln.workflows.capture.CaptureActivities;
import dev.kiln.workflows.capture.CaptureWorkflow;

/**
 * What an image of an instance costs, in US dollars by the table of prices.
 *
 * @param storageMonth of its snapshots in all regions; of the whole volumes while their content is
 *     not known
 * @param creation what AWS charges for making it: nothing for the image itself, the transfer for
 *     each copy
 */
record CaptureCosts(double storageMonth, double creation) {
  private static final double GIB = 1L << 30;

  static CaptureCosts of(CaptureWorkflow.Report report) {
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
