package dev.kiln.localcloud.settings;

import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * The quotas of one account in one region; the defaults are AWS's.
 *
 * @param vcpus of all running instances together
 * @param publicImages that everybody may launch
 * @param images of any kind
 * @param concurrentCopies that may be pending into the region
 * @param snapshots in the region; Service Quotas reports it, but nothing enforces it
 */
@RecordBuilder
public record Quotas(int vcpus, int publicImages, int images, int concurrentCopies, int snapshots)
    implements QuotasBuilder.With {
  public static Quotas documented() {
    return new Quotas(1152, 5, 50_000, 20, 100_000);
  }
}
