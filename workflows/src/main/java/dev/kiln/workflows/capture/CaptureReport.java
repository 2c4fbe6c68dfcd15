package dev.kiln.workflows.capture;

import dev.kiln.model.AmiId;
import dev.kiln.workflows.copy.RegionReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How far a capture is, or what came of it.
 *
 * @param amiName what the image is called in EC2; empty until it is asked for
 * @param instance absent until it was looked at
 * @param storedBytes what the snapshots hold, once they are complete and if the cloud tells
 * @param regions where the image is besides its own region
 * @param refused why the image could not be made public everywhere
 */
public record CaptureReport(
    CaptureRequest request,
    CaptureStage stage,
    String amiName,
    Optional<CapturedInstance> instance,
    Optional<AmiId> ami,
    Optional<Long> storedBytes,
    List<RegionReport> regions,
    List<String> refused,
    Instant started,
    Duration elapsed) {
  public CaptureReport {
    regions = List.copyOf(regions);
    refused = List.copyOf(refused);
  }

  /** Whether something that was asked for besides the image itself is missing. */
  public boolean isPartial() {
    return !refused.isEmpty() || regions.stream().anyMatch(region -> region.failure().isPresent());
  }
}
